package dev.reeve.server.secret;

/**
 * A text that only the server's key opens.
 *
 * @param keyId names the key that sealed it
 * @param bytes format, nonce, and what AES-GCM made of the text
 */
public record Sealed(String keyId, byte[] bytes) {
    public Sealed {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Sealed[by key " + keyId + "]";
    }
}
