package dev.reeve.server.tls;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The files hold no certificate and key that can be used. Its message is for people: what, where, what to do. */
public final class KeyPairException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    KeyPairException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    KeyPairException(String message) {
        this(message, null);
    }
}
