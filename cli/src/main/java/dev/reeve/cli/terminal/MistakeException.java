package dev.reeve.cli.terminal;

import java.io.Serial;

/** The user asked for what cannot be done. The message says what, where and what to do; nothing has run. */
public final class MistakeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A mistake that no exception stands for. */
    public MistakeException(String message) {
        super(message);
    }

    /** A mistake that came out by an exception, which {@code --verbose} shows. */
    public MistakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
