package dev.reeve.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: Argon2id with 19 MiB, two passes and one lane, in the usual text form, which tells the
 * parameters. At most as many at once as there are processors, so that logins do not eat the memory. Thread-safe.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String nobodys;

    /** Ready to take some. */
    public Passwords() {
        this.nobodys = kept(Secrets.next());
    }

    /** What may be kept of it. */
    String kept(String password) {
        byte[] salt = Secrets.nextBytes(SALT_BYTES);
        byte[] hash = hash(password, salt, MEMORY_KIB, PASSES, LANES);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64(salt) + "$"
                + base64(hash);
    }

    /** Whether {@code kept} is of that password. */
    boolean matches(String password, String kept) {
        String[] parts = kept.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
            throw new IllegalStateException("A password is kept in a form that this release does not know");
        }
        String[] numbers = parts[3].split(",");
        byte[] hash = hash(
                password,
                Base64.getDecoder().decode(parts[4]),
                number(numbers[0]),
                number(numbers[1]),
                number(numbers[2]));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[5]));
    }

    /** Takes the time that {@link #matches} takes, so that nobody learns which users there are. */
    void pretend(String password) {
        matches(password, nobodys);
    }

    private static int number(String assignment) {
        return Integer.parseInt(assignment.substring(2));
    }

    private byte[] hash(String password, byte[] salt, int memory, int passes, int lanes) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .build();
        byte[] hash = new byte[HASH_BYTES];
        atOnce.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            atOnce.release();
        }
        return hash;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
