package dev.reeve.server.ledger;

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
