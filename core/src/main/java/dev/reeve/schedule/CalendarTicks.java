package dev.reeve.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The same time of the day so many days, months or years apart; each counted from the anchor, so that none drifts. */
@SuppressWarnings("JavaPeriodGetDays") // months are added beside them
record CalendarTicks(LocalDateTime anchor, Period interval, ZoneId zone) implements Ticks {
    private static final double DAYS_OF_MONTH = 146_097 / 4800.0; // 400 years repeat exactly

    @Override
    public @Nullable Instant next(Instant after) {
        double days = interval.toTotalMonths() * DAYS_OF_MONTH + interval.getDays();
        long passed = ChronoUnit.DAYS.between(anchor, LocalDateTime.ofInstant(after, zone));
        long count = (long) Math.floor(passed / days) - 1;
        while (within(count) && !time(count).isBefore(after)) {
            count--; // the estimate is some days off at most
        }
        while (within(count)) {
            Instant time = time(count);
            if (time.isAfter(after)) {
                return time;
            }
            count++;
        }
        return null;
    }

    /** Whether java.time can say it: years have up to nine digits there. */
    private boolean within(long count) {
        return Math.abs(count * (interval.toTotalMonths() * 31.0 + interval.getDays())) < 8_000_000;
    }

    private Instant time(long count) {
        return anchor.plusMonths(interval.toTotalMonths() * count)
                .plusDays((long) interval.getDays() * count)
                .atZone(zone)
                .toInstant();
    }
}
