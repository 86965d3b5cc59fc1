package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Whether a run has come to rest: ended, or waiting for a person. Thread-safe. */
final class Settling<V> {
    private final Supplier<V> view;
    private CompletableFuture<V> rest = new CompletableFuture<>();

    Settling(Supplier<V> view) {
        this.view = view;
    }

    void settled() {
        current().complete(view.get());
    }

    void broken(Throwable bug) {
        current().completeExceptionally(bug);
    }

    /** It goes on. */
    synchronized void reopen() {
        if (rest.isDone()) {
            rest = new CompletableFuture<>();
        }
    }

    boolean isSettled() {
        return current().isDone();
    }

    CompletionStage<V> completion() {
        return current().minimalCompletionStage();
    }

    V await() throws InterruptedException {
        try {
            return current().get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the run loop failed; this is a defect of the engine", bug.getCause());
        }
    }

    private synchronized CompletableFuture<V> current() {
        return rest;
    }
}
