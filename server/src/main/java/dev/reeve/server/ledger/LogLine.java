package dev.reeve.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's log.
 *
 * @param epoch in which the run was when it was written
 * @param seq its number within the epoch, counted by who writes it; the same one twice is one line
 * @param level 10 to 50: trace, debug, info, warn, error
 * @param key the task run; null: the run itself
 * @param inner the innermost run that it is of, and its task run, -1 for none; null: it is the run's own
 */
public record LogLine(
        int epoch,
        long seq,
        Instant at,
        int level,
        @Nullable TaskKey key,
        String logger,
        String message,
        TaskKey.@Nullable InRun inner) {
    /** A line that is the run's own. */
    public LogLine(int epoch, long seq, Instant at, int level, @Nullable TaskKey key, String logger, String message) {
        this(epoch, seq, at, level, key, logger, message, null);
    }
}
