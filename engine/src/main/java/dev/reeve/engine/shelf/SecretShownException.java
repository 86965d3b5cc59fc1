package dev.reeve.engine.shelf;

import dev.reeve.engine.secret.Masking;
import java.io.Serial;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A result that would be stored with a secret in it, or in the name that it would be stored under. */
final class SecretShownException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private SecretShownException(String message) {
        super(message);
    }

    /** The bytes, unless a secret stands in them. */
    static byte[] refuse(byte[] payload) throws SecretShownException {
        if (Masking.ofThisProcess().shows(payload)) {
            throw new SecretShownException(
                    "a secret stands in it, and secrets are not stored. Return what was made with"
                            + " the secret, not the secret; another task can ask for it by name.");
        }
        return payload;
    }

    /** The key, unless a secret stands in it. */
    static String refuse(String key) throws SecretShownException {
        if (Masking.ofThisProcess().shows(key) || Masking.ofThisProcess().shows(unescaped(key))) {
            throw new SecretShownException("a secret would stand in the name that its result is stored under ("
                    + Masking.ofThisProcess().mask(unescaped(key)) + "). Leave it out of the target.");
        }
        return key;
    }

    /** The key with what {@code PathText} escaped as it was. */
    private static String unescaped(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // a mark of percent that escapes nothing
            return key;
        }
    }
}
