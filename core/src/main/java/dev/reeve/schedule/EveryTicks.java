package dev.reeve.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants so many seconds apart, one of which is the anchor. */
record EveryTicks(Instant anchor, long seconds) implements Ticks {
    @Override
    public @Nullable Instant next(Instant after) {
        long begin = anchor.getEpochSecond();
        long passed = after.getEpochSecond() - begin - (after.getNano() < anchor.getNano() ? 1 : 0);
        long next = begin + (Math.floorDiv(passed, seconds) + 1) * seconds;
        return next > END.getEpochSecond() ? null : Instant.ofEpochSecond(next, anchor.getNano());
    }
}
