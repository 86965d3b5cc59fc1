package dev.reeve.testing;

import dev.reeve.spi.TaskExecutor;

/** An executor whose workers are counted while they work, and belong to a process. */
record CountedExecutor(TaskExecutor executor, Activity activity, Life life) implements TaskExecutor {
    @Override
    public int slots() {
        return executor.slots();
    }

    @Override
    public boolean inCallersThread() {
        return executor.inCallersThread();
    }

    @Override
    public TaskExecutor ofRun() {
        return new CountedExecutor(executor.ofRun(), activity, life);
    }

    @Override
    public void startWorker(Runnable worker) {
        Runnable counted = activity.counted(() -> life.work(worker));
        boolean started = false;
        try {
            executor.startWorker(counted);
            started = true;
        } finally {
            if (!started) {
                activity.end();
            }
        }
    }

    @Override
    public String describe() {
        return executor.describe();
    }

    /** Nothing: the executor belongs to whoever made it. */
    @Override
    public void close() {}
}
