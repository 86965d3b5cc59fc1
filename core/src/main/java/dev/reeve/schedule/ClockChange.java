package dev.reeve.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changes of the clocks have to do with a firing. */
final class ClockChange {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Clock clock;
    private final long second;
    private final OffsetSpan span;
    private final LocalDateTime shown;

    /**
     * A firing.
     *
     * @param span the one that it is in
     */
    ClockChange(Clock clock, Instant time, OffsetSpan span) {
        this.clock = clock;
        this.second = time.getEpochSecond();
        this.span = span;
        this.shown = LocalDateTime.ofInstant(time, clock.zone());
    }

    /** The time that clocks skipped and for which it fires; null if there is none. */
    @Nullable
    LocalDateTime skipped() {
        if (span.skipped() <= 0 || second >= span.start() + span.skipped() || !isFixed()) {
            return null;
        }
        LocalDateTime missing = local(second + span.before());
        return clock.means(missing) ? missing : null;
    }

    /** Adds what there is to say; {@code before} is when the clock fired before it. */
    void say(List<String> reasons, Instant before) {
        LocalDateTime missing = skipped();
        if (missing != null) {
            reasons.add(time(missing) + " does not exist on " + DAY.format(missing) + " in "
                    + clock.zone().getId()
                    + ": clocks go from " + boundary(span)
                    + ". What is meant for a time that is skipped is as late as it would"
                    + " have been, at " + time(shown)
                    + (DAY.format(shown).equals(DAY.format(missing)) ? "" : " on " + DAY.format(shown))
                    + ".");
        }
        if (before.getEpochSecond() < span.start()) {
            crossed(reasons);
        }
        if (clock.means(shown)) {
            repeated(reasons);
        }
    }

    /** Clocks changed since it fired before. */
    private void crossed(List<String> reasons) {
        if (clock.timing() instanceof Timing.Every every) {
            reasons.add("Clocks went " + (span.skipped() > 0 ? "forward" : "back") + " on " + DAY.format(change(span))
                    + ", from "
                    + boundary(span) + "; the interval goes on counting elapsed time, "
                    + ScheduleWords.of(every.interval()) + ".");
        }
        if (clock.timing() instanceof Cron cron && !cron.isFixed() && span.skipped() > 0) {
            long missing = new CronCursor(cron).next(span.start() + span.before());
            if (missing < span.start() + span.offset()) {
                reasons.add(time(local(missing)) + " does not exist on " + DAY.format(local(missing)) + " in "
                        + clock.zone().getId() + ": clocks go from " + boundary(span)
                        + ". An expression with * or a step in minute or hour passes over what clocks skip.");
            }
        }
    }

    private void repeated(List<String> reasons) {
        boolean last = span.end() == Long.MAX_VALUE;
        OffsetSpan next = last ? span : OffsetSpan.at(clock.zone().getRules(), span.end());
        boolean first = !last && next.skipped() < 0 && second >= span.end() + next.skipped();
        boolean again = span.skipped() < 0 && second < span.start() - span.skipped();
        if (first || again) {
            reasons.add(time(shown) + " comes twice on " + DAY.format(shown) + " in "
                    + clock.zone().getId()
                    + ": clocks go back from " + boundary(first ? next : span) + ". This is the "
                    + (first ? "first" : "second")
                    + (isFixed()
                            ? "; a fixed time fires at the first only."
                            : "; an expression with * or a step in minute or hour fires at both."));
        }
    }

    private boolean isFixed() {
        return !(clock.timing() instanceof Cron cron) || cron.isFixed();
    }

    /** {@code 02:00 to 03:00}. */
    private static String boundary(OffsetSpan change) {
        return time(local(change.start() + change.before())) + " to " + time(local(change.start() + change.offset()));
    }

    private static LocalDateTime change(OffsetSpan change) {
        return local(change.start() + change.before());
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    /** {@code 13:00}, with seconds only if there are some. */
    static String time(LocalDateTime time) {
        return time.toLocalTime().withNano(0).toString();
    }
}
