package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Whether a run has come to rest: ended, or waiting for a person. Thread-safe. */
final class Settling<V> {
    private final V view;
    private final Host.@Nullable Parent parent;
    private final Loop loop;
    private CompletableFuture<V> rest;
    private long goings;

    /** {@code parent} is told of it, too; null if nobody else waits. */
    Settling(Loop loop, V view, Host.@Nullable Parent parent) {
        this.loop = loop;
        this.rest = new Completion<>(loop);
        this.view = view;
        this.parent = parent;
    }

    /**
     * What says that it has come to rest, to be called once all changes before were told. If it goes on before that is
     * called, nothing is said.
     */
    synchronized Runnable atRest() {
        return new Rest(goings);
    }

    private final class Rest implements Runnable {
        private final long going;

        Rest(long going) {
            this.going = going;
        }

        @Override
        public void run() {
            CompletableFuture<V> resting = during(going);
            if (resting != null) {
                resting.complete(view);
                if (parent != null) {
                    parent.rests(going);
                }
            }
        }
    }

    private synchronized @Nullable CompletableFuture<V> during(long going) {
        return goings == going ? rest : null;
    }

    void broken(Throwable bug) {
        current().completeExceptionally(bug);
        if (parent != null) {
            parent.broke(bug);
        }
    }

    /** It goes on. */
    void reopen() {
        long going;
        synchronized (this) {
            going = ++goings;
            if (rest.isDone()) {
                rest = new Completion<>(loop);
            }
        }
        if (parent != null) {
            parent.goesOn(going);
        }
    }

    boolean isSettled() {
        return current().isDone();
    }

    CompletionStage<V> completion() {
        return current().copy(); // whoever completes the copy changes nothing
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
