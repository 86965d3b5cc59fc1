package dev.reeve.server.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers of flow runs: UUIDs of version 7, 48 bits of milliseconds before random ones, so that they sort by time. */
public final class RunIds {
    private RunIds() {}

    /** A new one. */
    public static UUID next(Instant now, RandomGenerator random) {
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    /**
     * That of a run that a task of another run is: the same for the same path, and of the time of the root, beside which it
     * is kept.
     *
     * @param path as its runner names it, behind the root's identifier
     */
    public static UUID inner(UUID root, String path) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest((root + "." + path).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = root.getMostSignificantBits() & ~0xFFFFL | 0x7000 | bits.getShort() & 0xFFF;
        return new UUID(high, bits.getLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    /** When it was made, to the millisecond. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The least one of that time. */
    public static UUID first(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    static boolean sortsByTime(UUID id) {
        return id.version() == 7;
    }
}
