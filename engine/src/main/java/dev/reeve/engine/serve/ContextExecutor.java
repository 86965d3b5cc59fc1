package dev.reeve.engine.serve;

import dev.reeve.spi.TaskExecutor;

/**
 * An executor that several flows share, whose workers have the context class loader of one of them while they work for
 * it. Thread-safe.
 */
record ContextExecutor(TaskExecutor executor, ClassLoader loader) implements TaskExecutor {
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
        return new ContextExecutor(executor.ofRun(), loader);
    }

    @Override
    public void startWorker(Runnable worker) {
        executor.startWorker(() -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                worker.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        });
    }

    @Override
    public String describe() {
        return executor.describe();
    }

    /** Nothing: it belongs to whoever made it. */
    @Override
    public void close() {}
}
