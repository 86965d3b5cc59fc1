package dev.reeve.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One source of the firings of a schedule. Plain data; immutable.
 *
 * @param zone whose clocks are meant by local times, and which its runs tell {@code today} by
 * @param start nothing is before it; inclusive; null for none
 * @param end nothing is after it; inclusive; null for none. Like {@code start}, it is held against times before they are
 *     moved
 * @param parameters values for the runs that it begins; those of the caller win
 * @param labels where its runs may go
 * @param rules in the order in which they apply
 */
public record Clock(
        Timing timing,
        ZoneId zone,
        @Nullable Moment start,
        @Nullable Moment end,
        Map<String, ? extends @Nullable Object> parameters,
        Set<String> labels,
        List<Rule> rules) {
    /** What intervals are counted from where nobody said it: the first of a month and a year, and a Monday. */
    private static final Moment ANCHOR = new Moment.Local(LocalDateTime.of(2001, 1, 1, 0, 0));

    /**
     * Copies what it is given.
     *
     * @throws ScheduleException if a label or the name of a parameter is empty
     */
    public Clock {
        Objects.requireNonNull(timing, "a clock has no timing");
        Objects.requireNonNull(zone, "a schedule's zone is null. Write one such as Europe/Berlin, or leave it out.");
        if (labels.contains("") || parameters.containsKey("")) {
            throw new ScheduleException("a label or the name of a parameter is empty. Give it one, or leave it out.");
        }
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // values may be null
        labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        rules = List.copyOf(rules);
    }

    Clock(Timing timing, ZoneId zone) {
        this(timing, zone, null, null, Map.of(), Set.of(), List.of());
    }

    Clock with(Timing changed) {
        return new Clock(changed, zone, start, end, parameters, labels, rules);
    }

    Clock in(ZoneId changed) {
        return new Clock(timing, changed, start, end, parameters, labels, rules);
    }

    Clock starting(Moment changed) {
        return new Clock(timing, zone, changed, end, parameters, labels, rules);
    }

    Clock ending(Moment changed) {
        return new Clock(timing, zone, start, changed, parameters, labels, rules);
    }

    Clock with(Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return new Clock(timing, zone, start, end, all, labels, rules);
    }

    Clock labelled(Set<String> more) {
        Set<String> all = new LinkedHashSet<>(labels);
        all.addAll(more);
        return new Clock(timing, zone, start, end, parameters, all, rules);
    }

    Clock with(Rule rule) {
        List<Rule> all = new ArrayList<>(rules);
        all.add(rule);
        return new Clock(timing, zone, start, end, parameters, labels, all);
    }

    /** Whether it is data only: without filters that are functions of the user's. */
    public boolean isData() {
        return rules.stream().allMatch(Rule::isData);
    }

    /** In words, for people: {@code at 13:00, every day, in Europe/Berlin}. */
    public String words() {
        return ScheduleWords.of(this);
    }

    /** Its bare times, without start, end and rules. */
    Ticks ticks() {
        return switch (timing) {
            case Cron cron -> new CronTicks(cron, zone);
            case Timing.Every every ->
                new EveryTicks(anchor(every.anchor()), every.interval().toSeconds());
            case Timing.Calendar calendar -> new CalendarTicks(local(calendar), calendar.interval(), zone);
            case Timing.Times times -> new TimesTicks(times.moments(), zone);
        };
    }

    /** Whether it means that time of the clocks, whether they show it or not. An interval of elapsed time means none. */
    boolean means(LocalDateTime time) {
        return switch (timing) {
            case Cron cron -> cron.matches(time);
            case Timing.Every every -> false;
            case Timing.Calendar calendar -> local(calendar).toLocalTime().equals(time.toLocalTime());
            case Timing.Times times -> times.moments().contains(new Moment.Local(time));
        };
    }

    private LocalDateTime local(Timing.Calendar calendar) {
        Moment own = calendar.anchor() != null ? calendar.anchor() : start;
        return own instanceof Moment.Local moment ? moment.time() : LocalDateTime.ofInstant(anchor(own), zone);
    }

    private Instant anchor(@Nullable Moment own) {
        return (own != null ? own : start != null ? start : ANCHOR).in(zone);
    }
}
