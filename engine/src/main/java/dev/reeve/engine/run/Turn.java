package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * What a loop passes from one turn to the next.
 *
 * @param storedAt when it, or that of a turn before, was last stored, in nanoseconds
 */
record Turn(@Nullable Object state, long storedAt) {
    /** Between two times that it is stored: a loop may have a million turns. */
    private static final long PAUSE = 100_000_000L;

    Turn(@Nullable Object state) {
        this(state, Long.MIN_VALUE / 2);
    }

    /** Whether a state is to be stored at that time, when this one was the last. */
    boolean staleAt(long nanos) {
        return nanos - storedAt >= PAUSE;
    }
}
