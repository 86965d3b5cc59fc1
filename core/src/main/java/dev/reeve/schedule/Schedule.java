package dev.reeve.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * When a flow is to run, and with what: one or more clocks. Plain data; immutable, each method returns another one.
 *
 * <pre>{@code
 * Schedule.cron("0 13 * * MON-FRI").in("Europe/Berlin")
 *         .parameter("country", "Germany")
 *         .and(Schedule.every(Duration.ofHours(6)).parameter("country", "Italy"));
 * }</pre>
 *
 * <p>A method changes all clocks of the schedule it is called on, and none of those that are added later. Where clocks
 * change in the zone, one rule holds for all of them: a fixed time of the day fires once, which is later if it is
 * skipped and at the first occurrence if it is repeated; a cron expression with {@code *} or a step in minute or hour
 * fires whenever clocks show what it says; an interval of elapsed time goes on counting.
 *
 * @param clocks one at least
 */
public record Schedule(List<Clock> clocks) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /**
     * Copies the clocks.
     *
     * @throws ScheduleException if there are none
     */
    public Schedule {
        clocks = List.copyOf(clocks);
        if (clocks.isEmpty()) {
            throw new ScheduleException("a schedule has no clock. Begin with Schedule.cron(..), every(..) or at(..).");
        }
    }

    private static Schedule of(Timing timing) {
        return new Schedule(List.of(new Clock(timing, UTC)));
    }

    /**
     * The times of a cron expression: five fields, six with seconds first, or a nickname. In UTC if no zone is said.
     *
     * @throws CronException if the expression cannot be read, or no date can meet it
     */
    public static Schedule cron(String expression) {
        return of(Cron.parse(expression));
    }

    /**
     * The times of a cron expression.
     *
     * @param days what it means that both day of month and day of week are restricted
     * @throws CronException if the expression cannot be read, or no date can meet it
     */
    public static Schedule cron(String expression, DayRule days) {
        return of(Cron.parse(expression, days));
    }

    /**
     * An interval of elapsed time. It is counted from {@link #anchoredAt}, else from {@link #starting}, else from
     * 2001-01-01T00:00 in the zone.
     *
     * @param interval whole seconds, at least one
     * @throws ScheduleException if the interval is none of that
     */
    public static Schedule every(Duration interval) {
        return of(new Timing.Every(interval, null));
    }

    /**
     * An interval of the calendar, which keeps the time of the day. It is counted from {@link #anchoredAt}, else from
     * {@link #starting}, else from 2001-01-01T00:00, a Monday. From the 31st of a month, it falls on the last day of
     * shorter ones.
     *
     * @param interval no negative part, and not zero
     * @throws ScheduleException if the interval is none of that
     */
    public static Schedule every(Period interval) {
        return of(new Timing.Calendar(interval, null));
    }

    /** These instants. */
    public static Schedule at(Instant... times) {
        return of(new Timing.Times(
                Arrays.stream(times).<Moment>map(Moment.Exact::new).toList()));
    }

    /** These dates and times of the zone. */
    public static Schedule at(LocalDateTime... times) {
        return of(new Timing.Times(
                Arrays.stream(times).<Moment>map(Moment.Local::new).toList()));
    }

    /** These clocks and those of the other: their firings in one order, equal ones once. */
    public Schedule and(Schedule other) {
        List<Clock> all = new ArrayList<>(clocks);
        all.addAll(other.clocks);
        return new Schedule(all);
    }

    private Schedule each(UnaryOperator<Clock> change) {
        return new Schedule(clocks.stream().map(change).toList());
    }

    /** The time zone that is meant by what clocks show; UTC if not said. */
    public Schedule in(ZoneId zone) {
        return each(clock -> clock.in(zone));
    }

    /**
     * The time zone that is meant by what clocks show; UTC if not said.
     *
     * @param zone such as {@code Europe/Berlin}
     * @throws ScheduleException if there is no such zone
     */
    public Schedule in(String zone) {
        try {
            return in(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new ScheduleException(
                    "there is no time zone \"" + zone + "\". Write one such as Europe/Berlin or UTC.");
        }
    }

    /** Nothing before that; inclusive. */
    public Schedule starting(Instant start) {
        return each(clock -> clock.starting(new Moment.Exact(start)));
    }

    /** Nothing before that time of the zone; inclusive. */
    public Schedule starting(LocalDateTime start) {
        return each(clock -> clock.starting(new Moment.Local(start)));
    }

    /** Nothing after that; inclusive. */
    public Schedule ending(Instant end) {
        return each(clock -> clock.ending(new Moment.Exact(end)));
    }

    /** Nothing after that time of the zone; inclusive. */
    public Schedule ending(LocalDateTime end) {
        return each(clock -> clock.ending(new Moment.Local(end)));
    }

    /**
     * A time that the interval hits, whether the schedule has started then or not.
     *
     * @throws ScheduleException if a clock is no interval
     */
    public Schedule anchoredAt(Instant anchor) {
        return each(clock -> anchored(clock, new Moment.Exact(anchor)));
    }

    /**
     * A time of the zone that the interval hits, whether the schedule has started then or not.
     *
     * @throws ScheduleException if a clock is no interval
     */
    public Schedule anchoredAt(LocalDateTime anchor) {
        return each(clock -> anchored(clock, new Moment.Local(anchor)));
    }

    private static Clock anchored(Clock clock, Moment anchor) {
        return switch (clock.timing()) {
            case Timing.Every every -> clock.with(new Timing.Every(every.interval(), anchor));
            case Timing.Calendar calendar -> clock.with(new Timing.Calendar(calendar.interval(), anchor));
            case Cron cron -> throw noInterval(clock);
            case Timing.Times times -> throw noInterval(clock);
        };
    }

    private static ScheduleException noInterval(Clock clock) {
        return new ScheduleException("only an interval has an anchor, not a clock that fires "
                + clock.timing().words() + ". Say .starting(..) for when it begins.");
    }

    /** A value for the runs that this begins, unless the caller has another. */
    public Schedule parameter(String name, @Nullable Object value) {
        return parameters(Collections.singletonMap(name, value));
    }

    /** Values for the runs that this begins, beside those said before, unless the caller has others. */
    public Schedule parameters(Map<String, ? extends @Nullable Object> values) {
        return each(clock -> clock.with(values));
    }

    /** Where its runs may go, beside those said before. */
    public Schedule labels(String... labels) {
        return each(clock -> clock.labelled(new LinkedHashSet<>(List.of(labels))));
    }

    /** Only times that all of these let through; filters and moves apply in the order in which they are said. */
    public Schedule onlyWhen(Filter... filters) {
        Schedule changed = this;
        for (Filter filter : List.of(filters)) {
            changed = changed.each(clock -> clock.with(filter));
        }
        return changed;
    }

    /** Only times that one of these lets through. */
    public Schedule onlyWhenAny(Filter... filters) {
        return onlyWhen(Filter.any(filters));
    }

    /** Only times that none of these lets through. */
    public Schedule except(Filter... filters) {
        Schedule changed = this;
        for (Filter filter : filters) {
            changed = changed.onlyWhen(Filter.not(filter));
        }
        return changed;
    }

    /** Moves times, in this order; those that fall together become one. */
    public Schedule moved(Adjustment... moves) {
        Schedule changed = this;
        for (Adjustment move : moves) {
            changed = changed.each(clock -> clock.with(move));
        }
        return changed;
    }

    /** The first firing after that time, if there is one up to the year 9999. */
    public Optional<Firing> next(Instant after) {
        return firings(after).findFirst();
    }

    /** The first firings after that time, worked out as they are asked for; fewer if there are no more. */
    public Stream<Firing> next(Instant after, long count) {
        return firings(after).limit(count);
    }

    /**
     * All firings after that time, in their order, worked out as they are asked for; up to the year 9999, from the year 1.
     * Those at one time differ in parameters or labels and stand in the order of the clocks. To be read by one thread.
     * Throws {@link ScheduleException} where filters refuse tens of millions of times in a row.
     */
    public Stream<Firing> firings(Instant after) {
        return stream(new Firings(clocks, new Walk(clocks, after)));
    }

    /** The same with the reasons why they fall where they do. */
    public Stream<Explanation> explained(Instant after) {
        return stream(new Explanations(clocks, new Walk(clocks, after), after));
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    /** Whether it is data only, and so can be registered with a server: without filters that are functions of your own. */
    public boolean isData() {
        return clocks.stream().allMatch(Clock::isData);
    }

    /** In words, for people. */
    public String words() {
        return String.join("; and ", clocks.stream().map(Clock::words).toList());
    }
}
