package dev.reeve.engine.record;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where records are written, beside the threads that run tasks.
 *
 * @param executor runs the writer of a record while there is something to write
 * @param pause nanoseconds between two writes of a record, so that what comes meanwhile is written together
 * @param force nanoseconds between two times that it is forced to the disk while more keeps coming
 */
public record WritingThreads(Executor executor, long pause, long force) {
    /** Threads of this process, kept for a while when a record is done; they do not keep the process alive. */
    public static WritingThreads ofThisProcess() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "reeve-record");
                    thread.setDaemon(true);
                    return thread;
                });
        return new WritingThreads(pool, 250_000L, 5_000_000L);
    }
}
