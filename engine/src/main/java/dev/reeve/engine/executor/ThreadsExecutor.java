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
    private final ThreadFactory factory = new Numbered();
    private final RunThreads threads = new RunThreads();
    private volatile boolean closed;

    public ThreadsExecutor(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException(slots + " threads; use 1 or more");
        }
        this.slots = slots;
    }

    @Override
    public int slots() {
        if (closed) {
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
    public TaskExecutor ofRun() {
        return new RunThreads();
    }

    @Override
    public void startWorker(Runnable worker) {
        threads.startWorker(worker);
    }

    @Override
    public String describe() {
        return slots == 1 ? "1 thread" : slots + " threads";
    }

    /** No run begins on it any more; those that go on do so to their end. */
    @Override
    public void close() {
        closed = true;
    }

    /** The threads of one run, which wait for its next work only. */
    private final class RunThreads implements TaskExecutor {
        private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), factory);

        @Override
        public int slots() {
            return ThreadsExecutor.this.slots();
        }

        @Override
        public boolean inCallersThread() {
            return false;
        }

        @Override
        public void startWorker(Runnable worker) {
            pool.execute(worker);
        }

        @Override
        public String describe() {
            return ThreadsExecutor.this.describe();
        }

        /** Nothing: its threads end by themselves. */
        @Override
        public void close() {}
    }

    /** A class and not {@code Thread.ofPlatform()}, which takes a small flow some milliseconds to make ready. */
    private static final class Numbered implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            String name = "reeve-worker-" + count.incrementAndGet();
            Thread thread = new Thread(null, work, name, 0, false); // a task of another run may start it
            thread.setDaemon(false);
            return thread;
        }
    }
}
