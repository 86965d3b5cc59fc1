package dev.reeve.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Instants of a cron expression in a zone. Between two changes of the clocks, local time and time are the same but for a
 * constant; what happens at a change is decided here and nowhere else. Not thread-safe.
 */
final class CronTicks implements Ticks {
    private final CronCursor cursor;
    private final boolean fixed;
    private final ZoneRules rules;
    private OffsetSpan span;

    CronTicks(Cron cron, ZoneId zone) {
        this.cursor = new CronCursor(cron);
        this.fixed = cron.isFixed();
        this.rules = zone.getRules();
        this.span = OffsetSpan.at(rules, 0);
    }

    @Override
    public @Nullable Instant next(Instant after) {
        long second = second(after.getEpochSecond() + 1);
        return second == CronCursor.NONE ? null : Instant.ofEpochSecond(second);
    }

    private long second(long from) {
        if (!span.contains(from)) {
            span = OffsetSpan.at(rules, from);
        }
        long found = in(span, from);
        while (found == CronCursor.NONE && span.end() != Long.MAX_VALUE && span.end() < Ticks.END.getEpochSecond()) {
            span = OffsetSpan.at(rules, span.end());
            found = in(span, span.start());
        }
        return found;
    }

    private long in(OffsetSpan here, long from) {
        long own = own(here, from);
        return fixed && here.skipped() > 0 ? Math.min(own, moved(here, from)) : own;
    }

    /** Times that the clocks show; where they went back, a fixed time was met before. */
    private long own(OffsetSpan here, long from) {
        long local = from + here.offset();
        if (fixed && here.skipped() < 0) {
            local = Math.max(local, here.start() + here.before());
        }
        long found = cursor.next(local);
        return found == CronCursor.NONE || found - here.offset() >= here.end()
                ? CronCursor.NONE
                : found - here.offset();
    }

    /** Fixed times that the clocks skipped: as late after the change as they would have been without it. */
    private long moved(OffsetSpan here, long from) {
        if (from >= here.start() + here.skipped()) {
            return CronCursor.NONE;
        }
        long found = cursor.next(from + here.before());
        return found < here.start() + here.offset() ? found - here.before() : CronCursor.NONE;
    }
}
