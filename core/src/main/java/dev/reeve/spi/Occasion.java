package dev.reeve.spi;

import dev.reeve.schedule.DataInterval;
import org.jspecify.annotations.Nullable;

/**
 * Why a run began, and what time its data is of. Immutable.
 *
 * @param cause what began it
 * @param interval the span of its data; null: the empty one at the time it was meant to start
 * @param runId the identifier it is to have, which no run had before; null: one is made
 * @param words why in words, for people; may be empty
 */
public record Occasion(
        Cause cause,
        @Nullable DataInterval interval,
        @Nullable String runId,
        String words) {
    /** What begins runs. */
    public enum Cause {
        /** A person or a program. */
        BY_HAND,
        /** Its schedule, at its time. */
        SCHEDULE,
        /** Its schedule, later, because nobody was there at its time. */
        CATCH_UP,
        /** A person who asked for the runs of a span of time. */
        BACKFILL
    }
}
