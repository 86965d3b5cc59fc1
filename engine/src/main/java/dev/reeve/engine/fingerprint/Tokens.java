package dev.reeve.engine.fingerprint;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing row of numbers and texts that each say where they end, and its hash. */
final class Tokens {
    private byte[] bytes = new byte[256];
    private int length;

    Tokens number(int number) {
        need(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >> shift);
        }
        return this;
    }

    Tokens text(String text) {
        number(text.length());
        need(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[length++] = (byte) (c >> 8);
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** A text that may be missing, which is not the same as empty. */
    Tokens optional(@Nullable String text) {
        return text == null ? number(-1) : text(text);
    }

    private void need(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    String hash() {
        Digest digest = new Digest();
        digest.bytes(bytes, length);
        return digest.hex();
    }
}
