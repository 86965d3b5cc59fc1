package dev.reeve.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bare times of a clock, asked for one after the other. */
interface Ticks {
    /** Nothing is earlier. */
    Instant BEGIN = Instant.parse("0001-01-01T00:00:00Z");

    /** Nothing is later. */
    Instant END = Instant.parse("9999-12-31T23:59:59Z");

    /** The first one after that, which is not before {@link #BEGIN}; null if there is none. */
    @Nullable
    Instant next(Instant after);
}
