package dev.reeve.cluster;

/** A result cannot be had from the worker that holds it. */
final class HeldLostException extends Exception {
    private static final long serialVersionUID = 1;

    HeldLostException(String message) {
        super(message);
    }
}
