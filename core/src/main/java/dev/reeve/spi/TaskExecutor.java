package dev.reeve.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where the attempts of tasks run. The engine asks for up to {@link #slots()} workers for each flow run; a worker
 * takes ready attempts until there are none. Thread-safe; one executor may serve many runs at once.
 */
public interface TaskExecutor extends AutoCloseable {
    /** How many attempts of one flow run may go on at once; at least 1. */
    int slots();

    /** Whether the thread that starts the run is its only worker, and tasks run in the order of definition. */
    boolean inCallersThread();

    /**
     * The same for one flow run, with the runs that its tasks are. Where threads are used again, they are so within that
     * run only: what its tasks leave in them, such as a {@link ThreadLocal}, is neither seen by other runs nor kept for
     * long. Asked for by processes that serve, at the start of each run, and not closed. Default: itself, which is right
     * for one that uses no thread again.
     */
    default TaskExecutor ofRun() {
        return this;
    }

    /** Runs a worker on a thread of its own. Never called if {@link #inCallersThread()}. */
    void startWorker(Runnable worker);

    /** What calls the functions of tasks in other processes; null if its workers call them themselves. */
    default @Nullable RemoteCalls remote() {
        return null;
    }

    /** Its name for people, such as {@code "4 threads"}. */
    String describe();

    /** Lets go of its threads once their work has ended. */
    @Override
    void close();
}
