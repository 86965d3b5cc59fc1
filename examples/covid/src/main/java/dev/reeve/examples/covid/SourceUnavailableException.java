package dev.reeve.examples.covid;

import java.io.IOException;

/** A source that cannot be reached now and may be later: no connection, a server in trouble, a transfer cut off. */
final class SourceUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    SourceUnavailableException(String message) {
        super(message);
    }
}
