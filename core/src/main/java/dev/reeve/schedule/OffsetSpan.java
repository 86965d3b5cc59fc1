package dev.reeve.schedule;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The time between two changes of a zone's clocks, in seconds since 1970.
 *
 * @param start inclusive; {@link Long#MIN_VALUE} if there was no change before
 * @param end exclusive; {@link Long#MAX_VALUE} if no change will come
 * @param offset how far clocks are ahead of UTC
 * @param before how far they were before {@code start}
 */
record OffsetSpan(long start, long end, int offset, int before) {
    /** The span that an instant is in. */
    static OffsetSpan at(ZoneRules rules, long second) {
        int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        ZoneOffsetTransition last = rules.previousTransition(Instant.ofEpochSecond(second + 1));
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(second));
        return new OffsetSpan(
                last == null ? Long.MIN_VALUE : last.toEpochSecond(),
                next == null ? Long.MAX_VALUE : next.toEpochSecond(),
                offset,
                last == null ? offset : last.getOffsetBefore().getTotalSeconds());
    }

    boolean contains(long second) {
        return second >= start && second < end;
    }

    /** How many seconds clocks skipped at {@code start}; negative if they went back. */
    int skipped() {
        return offset - before;
    }
}
