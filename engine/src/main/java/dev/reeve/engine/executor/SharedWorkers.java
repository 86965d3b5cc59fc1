package dev.reeve.engine.executor;

import dev.reeve.spi.RemoteCalls;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one flow run and of the flow runs that its tasks are: together no more than the slots of the executor
 * that they run on. A worker beyond that begins when another one ends. Thread-safe.
 */
public final class SharedWorkers implements TaskExecutor {
    private final TaskExecutor executor;
    private final int slots;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    private SharedWorkers(TaskExecutor executor) {
        this.executor = executor;
        this.slots = executor.slots();
    }

    /** The workers of that executor, to be shared; itself if they are already. */
    public static SharedWorkers of(TaskExecutor executor) {
        return executor instanceof SharedWorkers shared ? shared : new SharedWorkers(executor);
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public boolean inCallersThread() {
        return executor.inCallersThread();
    }

    @Override
    public void startWorker(Runnable worker) {
        synchronized (this) {
            if (busy == slots) {
                waiting.add(worker);
                return;
            }
            busy++;
        }
        start(worker);
    }

    private void start(Runnable first) {
        boolean started = false;
        try {
            executor.startWorker(() -> work(first));
            started = true;
        } finally {
            if (!started) { // such as no more threads: whoever asked is told, and its place is free again
                synchronized (this) {
                    busy--;
                }
            }
        }
    }

    private void work(Runnable first) {
        Runnable worker = first;
        while (worker != null) {
            boolean whole = false;
            try {
                worker.run();
                whole = true;
            } finally {
                worker = ended();
                if (!whole && worker != null) { // one that broke takes its thread along, not those that wait
                    start(worker);
                }
            }
        }
    }

    /** A worker ended; the next one is to begin in its place, if one waits. */
    private synchronized @Nullable Runnable ended() {
        Runnable next = waiting.poll();
        busy -= next == null ? 1 : 0;
        return next;
    }

    @Override
    public @Nullable RemoteCalls remote() {
        return executor.remote();
    }

    @Override
    public String describe() {
        return executor.describe();
    }

    /** Nothing: the executor belongs to whoever made it. */
    @Override
    public void close() {}
}
