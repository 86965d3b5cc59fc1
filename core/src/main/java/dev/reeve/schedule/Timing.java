package dev.reeve.schedule;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When a clock fires: a cron expression, an interval or a list of times. Plain data; immutable. */
public sealed interface Timing permits Cron, Timing.Every, Timing.Calendar, Timing.Times {
    /**
     * An interval of elapsed time, whatever clocks do meanwhile.
     *
     * @param interval whole seconds, at least one
     * @param anchor a time that is hit; null: the clock's start, else 2001-01-01T00:00
     * @throws ScheduleException if the interval is none of that
     */
    record Every(Duration interval, @Nullable Moment anchor) implements Timing {
        /** Checks it. */
        public Every {
            if (interval.getSeconds() < 1 || interval.getNano() != 0) {
                throw new ScheduleException("an interval of " + interval
                        + ": use whole seconds, at least one, such as Duration.ofMinutes(15)");
            }
        }

        @Override
        public String words() {
            return "every " + ScheduleWords.of(interval) + " of elapsed time";
        }
    }

    /**
     * An interval of the calendar: the same time of the day so many days, months or years later.
     *
     * @param interval no negative part, and not zero
     * @param anchor a time that is hit; null: the clock's start, else 2001-01-01T00:00
     * @throws ScheduleException if the interval is none of that
     */
    record Calendar(Period interval, @Nullable Moment anchor) implements Timing {
        /** Checks it. */
        public Calendar {
            if (interval.isZero() || interval.isNegative()) {
                throw new ScheduleException("an interval of " + interval
                        + ": use days, months or years of zero or more, not all zero, such as Period.ofDays(1)");
            }
        }

        @Override
        public String words() {
            return "every " + ScheduleWords.of(interval) + " of the calendar, at the same time of the day";
        }
    }

    /** These times. */
    record Times(List<Moment> moments) implements Timing {
        /** Copies them. */
        public Times {
            moments = List.copyOf(moments);
        }

        @Override
        public String words() {
            String listed = moments.stream()
                    .limit(5)
                    .map(moment -> switch (moment) {
                        case Moment.Exact exact -> exact.time().toString();
                        case Moment.Local local -> local.time().toString();
                    })
                    .collect(Collectors.joining(", "));
            return moments.size() > 5 ? "at " + moments.size() + " times: " + listed + " .." : "at " + listed;
        }
    }

    /** In words, for people. */
    String words();
}
