package dev.reeve.examples.covid;

import java.io.IOException;

/** Data that was read and is not what the flow needs. The message names file and position; trying again is no use. */
final class BrokenDataException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenDataException(String message, Throwable cause) {
        super(message, cause);
    }

    BrokenDataException(String message) {
        super(message);
    }
}
