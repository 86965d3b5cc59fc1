package dev.reeve.client;

import java.io.Serial;
import java.time.Duration;

/**
 * The server could not be reached, or could not answer just now: the same request may do later. Whether it was carried
 * out is not known.
 */
public final class UnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = Duration.ZERO;
    }

    UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the server asks to be left alone; zero if it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
