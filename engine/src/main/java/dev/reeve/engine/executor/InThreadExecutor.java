package dev.reeve.engine.executor;

import dev.reeve.spi.TaskExecutor;

/** The thread that starts a run is its only worker. Tasks run one by one, in the order of definition. */
public final class InThreadExecutor implements TaskExecutor {
    @Override
    public int slots() {
        return 1;
    }

    @Override
    public boolean inCallersThread() {
        return true;
    }

    @Override
    public void startWorker(Runnable worker) {
        throw new IllegalStateException("the caller's thread is the only worker");
    }

    @Override
    public String describe() {
        return "the caller's thread";
    }

    @Override
    public void close() {
        // it has no threads
    }
}
