package dev.reeve.agent;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which runs begin and are told of. They wait {@value #IDLE_SECONDS} seconds for another run, since to make
 * one takes longer than to tell of a small run. Daemons; each is called after what it does. Thread-safe.
 */
final class RunnerThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("reeve-idle").factory());

    /** Does that in one of them, at once. */
    Future<?> start(String name, Runnable work) {
        FutureTask<?> task = new FutureTask<>(() -> told(work), null);
        threads.execute(() -> named(name, task));
        return task;
    }

    /** Does in one of them whatever it is given, under that name. */
    Executor named(String name) {
        return work -> threads.execute(() -> named(name, work));
    }

    private static void named(String name, Runnable work) {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(name);
        try {
            work.run();
        } finally {
            thread.setName(before);
        }
    }

    /** What it throws is told as of any thread, though somebody may ask what came of it. */
    private static void told(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            throw e;
        }
    }

    /** Takes nothing more; what goes on goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
