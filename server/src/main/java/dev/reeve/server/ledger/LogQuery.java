package dev.reeve.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which lines of a run's log, in the order in which they were written.
 *
 * @param afterEpoch and
 * @param afterSeq behind that line; 0 and 0: from the first on
 * @param leastLevel 10 to 50
 * @param key of that task run only; null: of all
 * @param text that has this text, capitals or not; empty: any
 * @param most how many
 */
public record LogQuery(
        int afterEpoch,
        long afterSeq,
        int leastLevel,
        @Nullable TaskKey key,
        String text,
        int most) {
    /** The first lines. */
    public static LogQuery first(int most) {
        return new LogQuery(0, 0, 0, null, "", most);
    }

    /** The same behind that line. */
    public LogQuery after(LogLine line) {
        return new LogQuery(line.epoch(), line.seq(), leastLevel, key, text, most);
    }
}
