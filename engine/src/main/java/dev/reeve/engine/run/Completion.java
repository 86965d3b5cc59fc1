package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Completes when a run comes to rest; so is whatever is made of it. A task or handler of the run that waits for it is
 * refused, for the run waits for that task or handler. Thread-safe.
 */
final class Completion<V> extends CompletableFuture<V> {
    private final Loop loop;

    Completion(Loop loop) {
        this.loop = loop;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Completion<>(loop);
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        requireOutsider();
        return super.get();
    }

    @Override
    public V join() {
        requireOutsider();
        return super.join();
    }

    private void requireOutsider() {
        if (!isDone()) {
            loop.crew().requireOutsider(loop.facts());
        }
    }
}
