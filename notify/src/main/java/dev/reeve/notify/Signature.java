package dev.reeve.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a message as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has it: HMAC-SHA256 over
 * identifier, time and body.
 */
final class Signature {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 16;

    private Signature() {}

    /**
     * The key in a secret: what follows {@code whsec_} is Base64, as others who use that format have it; anything else is
     * the key as it stands.
     *
     * @throws IllegalArgumentException if it is no Base64, or shorter than 16 bytes; the message does not hold it
     */
    static byte[] key(String secret) {
        byte[] key;
        try {
            key = secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : secret.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key that begins with whsec_ goes on in Base64, and this does not");
        }
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes can be guessed; use " + SHORTEST_KEY
                    + " or more, drawn at random");
        }
        return key;
    }

    /** What the header holds. */
    static String of(byte[] key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
