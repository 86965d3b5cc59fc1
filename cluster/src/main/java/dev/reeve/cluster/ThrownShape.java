package dev.reeve.cluster;

import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An exception on its way to the driver: itself as bytes, and as text for where these cannot be read.
 *
 * @param bytes itself; null if it cannot be serialized
 */
record ThrownShape(
        byte @Nullable [] bytes,
        String type,
        @Nullable String message,
        StackTraceElement[] trace,
        @Nullable ThrownShape cause)
        implements Serializable {
    private static final int DEEPEST = 20;

    static ThrownShape of(Throwable thrown) {
        ThrownShape words = words(thrown, 0);
        byte[] bytes;
        try {
            bytes = Wire.bytes(thrown);
        } catch (IOException | RuntimeException | StackOverflowError unserializable) {
            bytes = null;
        }
        return new ThrownShape(bytes, words.type, words.message, words.trace, words.cause);
    }

    private static ThrownShape words(Throwable thrown, int depth) {
        Throwable cause = thrown.getCause();
        return new ThrownShape(
                null,
                thrown.getClass().getName(),
                thrown.getMessage(),
                thrown.getStackTrace(),
                cause == null || depth == DEEPEST ? null : words(cause, depth + 1));
    }

    /** The exception, or one that tells of it. */
    Throwable thrown(ClassLoader loader) {
        if (bytes != null) {
            try {
                return (Throwable) Wire.read(bytes, loader);
            } catch (Exception | LinkageError unreadable) {
                return told();
            }
        }
        return told();
    }

    private ThrownOnWorker told() {
        return new ThrownOnWorker(
                message == null ? type : type + ": " + message, trace, cause == null ? null : cause.told());
    }
}
