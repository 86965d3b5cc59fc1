package dev.reeve.tasks.aws;

import java.io.IOException;
import java.io.Serial;

/**
 * A place that cannot be read or written now and may be later: no connection, a server in trouble, a disk that is full.
 * What the tasks here try again; what would fail in the same way once more, such as a bucket that does not exist, is
 * another {@link IOException}.
 */
public final class UnavailableException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
