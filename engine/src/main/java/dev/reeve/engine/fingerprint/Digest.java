package dev.reeve.engine.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over parts that each carry their length, so that no two sequences of parts look alike. */
final class Digest {
    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The kind of what follows and how many parts it has. */
    void count(char kind, int parts) {
        sha256.update(ByteBuffer.allocate(6).putChar(kind).putInt(parts).flip());
    }

    /** A text, by its characters: half a surrogate pair is not the same as another half. */
    void text(String text) {
        ByteBuffer bytes =
                ByteBuffer.allocate(6 + 2 * text.length()).putChar('t').putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.putChar(text.charAt(i));
        }
        sha256.update(bytes.flip());
    }

    /** Bytes as they are. */
    void bytes(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
