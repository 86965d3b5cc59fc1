package dev.reeve.engine.executor;

import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers on platform threads, so that the operating system gives each its share of time. Each run gets up to
 * {@code slots} of them: runs at the same time do not wait for each other. The threads keep the process alive while
 * they work and end a moment after, so that a run that nobody waits for is not lost.
 */
public final class ThreadsExecutor implements TaskExecutor {
    /** Long enough for the next run of a loop to find them, too short to be noticed at the end of a program. */
    private static final Duration IDLE = Duration.ofMillis(1);

    private final int slots;
    private final ThreadPoolExecutor threads;

    public ThreadsExecutor(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException(slots + " threads; use 1 or more");
        }
        this.slots = slots;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), new Numbered());
    }

    @Override
    public int slots() {
        if (threads.isShutdown()) {
            throw new IllegalStateException("the executor of " + describe()
                    + " is closed. Close it after its last run, or give the run another one.");
        }
        return slots;
    }

    @Override
    public boolean inCallersThread() {
        return false;
    }

    @Override
    public void startWorker(Runnable worker) {
        threads.execute(worker);
    }

    @Override
    public String describe() {
        return slots == 1 ? "1 thread" : slots + " threads";
    }

    /** A class and not {@code Thread.ofPlatform()}, which takes a small flow some milliseconds to make ready. */
    private static final class Numbered implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "reeve-worker-" + count.incrementAndGet());
            thread.setDaemon(false);
            return thread;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
