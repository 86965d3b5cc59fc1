package dev.reeve.agent;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which runs begin and are told of. What may call code of a user has a thread of its own, as nobody can
 * clear away what such code leaves in one: values of a {@link ThreadLocal} would be found by the next run, and keep its
 * classes. Others wait {@value #IDLE_SECONDS} seconds for another run, since to make a thread takes ten times as long as to
 * wake one. They inherit nothing of whoever asks for them. Daemons; each is called after what it does. Thread-safe.
 */
final class RunnerThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final ThreadFactory fresh =
            Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).factory();
    private final ThreadPoolExecutor kept = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::idle);

    private Thread idle(Runnable work) {
        Thread thread = own(work, "reeve-idle");
        thread.setContextClassLoader(
                RunnerThreads.class.getClassLoader()); // a task whose line is the first asks for one
        return thread;
    }

    private Thread own(Runnable work, String name) {
        Thread thread = fresh.newThread(work);
        thread.setName(name);
        return thread;
    }

    /** Does that at once in a thread that nothing else had or will have: for what may call code of a user. */
    void startOwn(String name, Runnable work) {
        own(work, name).start();
    }

    /** Does that at once in one that is kept: for what calls no code of a user. */
    Future<?> startKept(String name, Runnable work) {
        FutureTask<?> task = new FutureTask<>(() -> told(work), null);
        kept.execute(() -> named(name, task));
        return task;
    }

    /** Does whatever it is given in one that is kept, under that name: for what calls no code of a user. */
    Executor named(String name) {
        return work -> kept.execute(() -> named(name, work));
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
        kept.shutdown();
    }
}
