package dev.reeve.server.ledger;

import java.time.Duration;

/**
 * How a ledger goes about its work. Immutable.
 *
 * @param lease how long an agent may keep silent before its runs are taken away; by default 30 seconds
 * @param sweep how often that is looked at; by default every 2 seconds; zero: only {@link Ledger#sweep()} does
 * @param writers how many threads write; by default 2, more gain nothing that was measured
 */
public record LedgerOptions(Duration lease, Duration sweep, int writers) {
    /** The defaults. */
    public static final LedgerOptions DEFAULT = new LedgerOptions(Duration.ofSeconds(30), Duration.ofSeconds(2), 2);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is out of bounds
     */
    public LedgerOptions {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || sweep.isNegative() || writers < 1 || writers > 8) {
            throw new IllegalArgumentException("a lease of " + lease + ", a sweep every " + sweep + " and " + writers
                    + " writers; use a second or more, zero or more, and 1 to 8");
        }
    }
}
