package dev.reeve.cluster;

import org.jspecify.annotations.Nullable;

/** An exception that a task threw on a worker and that cannot be sent: its class, message and stack trace in words. */
public final class ThrownOnWorker extends RuntimeException {
    private static final long serialVersionUID = 1;

    ThrownOnWorker(String message, StackTraceElement[] trace, @Nullable Throwable cause) {
        super(message, cause);
        setStackTrace(trace);
    }
}
