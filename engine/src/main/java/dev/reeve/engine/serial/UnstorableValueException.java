package dev.reeve.engine.serial;

import java.io.Serial;

/** A value that a serializer cannot turn into bytes, or bytes that are no value of the type. */
public final class UnstorableValueException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnstorableValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
