package dev.reeve.agent;

import java.io.Serial;

/** A run cannot begin here. The message says why, and what to do. */
final class UnfitRunException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnfitRunException(String message) {
        super(message);
    }
}
