package dev.reeve.engine;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Identifiers of flow runs: 26 letters and digits, 48 bits of milliseconds and then 80 random ones, so that they sort
 * by the time at which the run began.
 */
final class RunIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private RunIds() {}

    static String next(Instant now, RandomGenerator random) {
        StringBuilder id = new StringBuilder(26);
        append(id, now.toEpochMilli(), 10);
        append(id, random.nextLong(), 8);
        append(id, random.nextLong(), 8);
        return id.toString();
    }

    private static void append(StringBuilder id, long bits, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            id.append(DIGITS.charAt((int) (bits >>> 5 * i & 31)));
        }
    }
}
