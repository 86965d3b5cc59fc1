package dev.reeve.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.server.auth.ServerKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts with AES-256-GCM, under a key that is derived from the server's and never enters the database. Each is bound
 * to what it is about, so that one that was moved to another's place does not open. Seals with the newest key, opens with
 * the older ones of the file too. Thread-safe.
 */
public final class Seal {
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String current;
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

    /** With that key, and those that it came after. */
    public Seal(ServerKey key) {
        this.current = key.id();
        keys.put(current, derived(key));
        for (ServerKey older : key.older()) {
            keys.put(older.id(), derived(older));
        }
    }

    private static SecretKeySpec derived(ServerKey key) {
        return new SecretKeySpec(key.hkdf("sealed texts"), "AES");
    }

    /** Names the key that seals from now on. */
    public String keyId() {
        return current;
    }

    /** The names of all keys that it opens with. */
    Set<String> keyIds() {
        return Set.copyOf(keys.keySet());
    }

    /** The text, to be opened by who knows what it is about. */
    public Sealed seal(List<String> about, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, current, nonce, about).doFinal(text.getBytes(UTF_8));
            byte[] all = ByteBuffer.allocate(1 + NONCE_BYTES + closed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(closed)
                    .array();
            return new Sealed(current, all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot seal with AES-GCM", e);
        }
    }

    /**
     * The text in it.
     *
     * @throws SealException if the key is not there, or it is about something else, or was changed
     */
    public String open(List<String> about, Sealed sealed) {
        if (!keys.containsKey(sealed.keyId())) {
            throw new SealException("it was sealed with key " + sealed.keyId()
                    + ", which this server does not have; its own is " + current);
        }
        byte[] all = sealed.bytes();
        if (all.length < 1 + NONCE_BYTES + TAG_BITS / 8 || all[0] != FORMAT) {
            throw new SealException("it is no text that a server of this release sealed");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(all, 1, nonce, 0, NONCE_BYTES);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, about)
                    .doFinal(all, 1 + NONCE_BYTES, all.length - 1 - NONCE_BYTES);
            return new String(text, UTF_8);
        } catch (AEADBadTagException e) {
            throw new SealException(
                    "it was changed, or belongs to something else: it does not open as what it is kept as");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot open what AES-GCM sealed", e);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, List<String> about) throws GeneralSecurityException {
        @Nullable SecretKeySpec key = keys.get(keyId);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {FORMAT});
        updateAad(cipher, keyId);
        for (String part : about) {
            updateAad(cipher, part);
        }
        return cipher;
    }

    /** Each with its length, so that no two lists of parts read the same. */
    private static void updateAad(Cipher cipher, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip());
    }
}
