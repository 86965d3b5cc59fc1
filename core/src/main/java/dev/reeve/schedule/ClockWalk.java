package dev.reeve.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the times of one clock in their order, rules applied. Not thread-safe. */
final class ClockWalk {
    private static final int MOST_REFUSED = 20_000_000;

    private final Clock clock;
    private final int index;
    private final Ticks ticks;
    private final Instant after;
    private final Instant end;
    private final Adjustment.Reach reach;
    private final boolean moves;
    private final TreeMap<Instant, Instant> waiting = new TreeMap<>(); // by time; the first source of each
    private final ArrayDeque<Tick> due = new ArrayDeque<>();
    private Instant last;
    private boolean exhausted;

    ClockWalk(Clock clock, int index, Instant after) {
        this.clock = clock;
        this.index = index;
        this.after = after;
        this.ticks = clock.ticks();
        this.end = end(clock);
        this.moves = clock.rules().stream().anyMatch(Adjustment.class::isInstance);
        this.reach = clock.rules().stream()
                .map(rule -> rule instanceof Adjustment adjustment ? adjustment.reach() : Adjustment.Reach.NONE)
                .reduce(Adjustment.Reach.NONE, Adjustment.Reach::and);
        this.last = begin();
    }

    /** After what the bare times are asked for: a move may bring an earlier one behind {@code after}. */
    private Instant begin() {
        Instant least = Ticks.BEGIN.minusNanos(1);
        Instant from = after.isBefore(least) ? least : after;
        if (moves) {
            from = minus(from, reach.latest());
        }
        if (clock.start() != null) {
            Instant before = clock.start().in(clock.zone()).minusNanos(1);
            from = before.isAfter(from) ? before : from;
        }
        return from.isBefore(least) ? least : from;
    }

    private static Instant end(Clock clock) {
        Instant end = clock.end() == null ? Ticks.END : clock.end().in(clock.zone());
        return end.isBefore(Ticks.END) ? end : Ticks.END;
    }

    private static Instant minus(Instant time, Duration amount) {
        try {
            return time.minus(amount);
        } catch (DateTimeException | ArithmeticException e) {
            return amount.isNegative() ? Instant.MAX : Instant.MIN;
        }
    }

    /** The next one; null if there is none. */
    @Nullable
    Tick next() {
        if (!moves) {
            Instant time = passed();
            return time == null ? null : new Tick(index, time, time);
        }
        while (due.isEmpty() && !exhausted) {
            Instant source = passed();
            exhausted = source == null;
            if (source != null) {
                Instant time = moved(source);
                if (time != null && time.isAfter(after)) {
                    waiting.putIfAbsent(time, source);
                }
            }
            // nothing that is still to come can be moved before this
            release(
                    source == null
                            ? Instant.MAX
                            : minus(source, reach.earliest().negated()));
        }
        return due.poll();
    }

    private void release(Instant upTo) {
        while (!waiting.isEmpty() && waiting.firstKey().isBefore(upTo)) {
            Map.Entry<Instant, Instant> first = waiting.pollFirstEntry();
            due.add(new Tick(index, first.getValue(), first.getKey()));
        }
    }

    /** The next bare time that the filters let through. */
    private @Nullable Instant passed() {
        for (int refused = 0; refused < MOST_REFUSED; refused++) {
            if (!last.isBefore(Ticks.END)) {
                return null;
            }
            Instant time = ticks.next(last);
            if (time == null || time.isAfter(end)) {
                return null;
            }
            last = time;
            if (clock.rules().isEmpty() || moved(time) != null) {
                return time;
            }
        }
        throw new ScheduleException("a schedule " + clock.words() + ": of " + MOST_REFUSED + " times up to " + last
                + " none was let through by its filters. Take one away, or let the schedule end.");
    }

    /** Where the rules put a time; null if one takes it out. */
    private @Nullable Instant moved(Instant source) {
        ZonedDateTime time = source.atZone(clock.zone());
        for (Rule rule : clock.rules()) {
            switch (rule) {
                case Filter filter -> {
                    if (!filter.test(time)) {
                        return null;
                    }
                }
                case Adjustment adjustment -> time = adjustment.moved(time);
            }
        }
        return time.toInstant();
    }
}
