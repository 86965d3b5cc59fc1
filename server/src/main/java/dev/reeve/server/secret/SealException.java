package dev.reeve.server.secret;

import java.io.Serial;

/** What was sealed cannot be opened: by another key, or it is not what was put there. Says which; holds no secret. */
public final class SealException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SealException(String message) {
        super(message);
    }
}
