package dev.reeve.schedule;

import java.time.Instant;

/** Instants so many seconds apart, one of which is the anchor. */
record EveryTicks(Instant anchor, long seconds) implements Ticks {
    @Override
    public Instant next(Instant after) {
        long begin = anchor.getEpochSecond();
        long passed = after.getEpochSecond() - begin - (after.getNano() < anchor.getNano() ? 1 : 0);
        long next = begin + (Math.floorDiv(passed, seconds) + 1) * seconds;
        return Instant.ofEpochSecond(next, anchor.getNano());
    }
}
