package dev.reeve.server.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * How a ledger goes about its work. Immutable.
 *
 * @param lease how long an agent may keep silent before its runs are taken away; by default 30 seconds
 * @param sweep how often that is looked at; by default every 2 seconds; zero: only {@link Ledger#sweep()} does
 * @param writers how many threads write; by default 2, more gain nothing that was measured
 * @param keep how long runs that ended are kept; empty, the default: for ever
 */
public record LedgerOptions(Duration lease, Duration sweep, int writers, Optional<Duration> keep) {
    /** The defaults. */
    public static final LedgerOptions DEFAULT = new LedgerOptions(Duration.ofSeconds(30), Duration.ofSeconds(2), 2);

    /** Those that keep runs for ever. */
    public LedgerOptions(Duration lease, Duration sweep, int writers) {
        this(lease, sweep, writers, Optional.empty());
    }

    /** The same, keeping runs that long. */
    public LedgerOptions keep(Optional<Duration> time) {
        return new LedgerOptions(lease, sweep, writers, time);
    }

    /** The same with agents that may keep silent so long. */
    public LedgerOptions lease(Duration time) {
        return new LedgerOptions(time, sweep, writers, keep);
    }

    /** How often old runs are looked for. */
    Duration tidy() {
        return Duration.ofHours(1);
    }

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is out of bounds
     */
    public LedgerOptions {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0
                || sweep.isNegative()
                || writers < 1
                || writers > 8
                || keep.filter(time -> time.compareTo(Duration.ofDays(1)) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "a lease of " + lease + ", a sweep every " + sweep + " and " + writers + " writers, keeping runs "
                            + keep + "; use a second or more, zero or more, 1 to 8, and a day or more");
        }
    }
}
