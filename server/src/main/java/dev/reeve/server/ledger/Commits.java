package dev.reeve.server.ledger;

/** Tells one listener that something was committed here; what, it finds in the database. Thread-safe. */
final class Commits {
    private volatile Runnable listener = () -> {};

    void listener(Runnable next) {
        listener = next;
    }

    void happened() {
        listener.run();
    }
}
