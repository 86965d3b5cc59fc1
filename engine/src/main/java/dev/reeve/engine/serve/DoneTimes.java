package dev.reeve.engine.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled times of each clock whose runs ended well, exactly and in little space: times at equal distances are
 * one entry. A clock that fires every minute takes some entries a year, one for each time that a firing was left out.
 * Used by one thread.
 */
final class DoneTimes {
    /** So many entries are kept, about 4 MB; beyond that the oldest are forgotten. */
    static final int MOST = 50_000;

    /**
     * Times at equal distances.
     *
     * @param step nanoseconds between two; 0 if there is but one
     */
    record Series(String clock, Instant first, long step, long count) {
        Instant last() {
            return first.plus(Duration.ofNanos(step).multipliedBy(count - 1));
        }

        private boolean has(Instant time) {
            return step == 0 ? time.equals(first) : !time.isAfter(last()) && distance(time) % step == 0;
        }

        private long distance(Instant time) {
            return Duration.between(first, time).toNanos();
        }

        private Series to(long shorter) {
            return new Series(clock, first, shorter == 1 ? 0 : step, shorter);
        }

        private Series from(long skipped) {
            Instant begin = first.plus(Duration.ofNanos(step).multipliedBy(skipped));
            return new Series(clock, begin, count - skipped == 1 ? 0 : step, count - skipped);
        }
    }

    /** By clock and first time; those of one clock do not reach into each other. */
    private final Map<String, NavigableMap<Instant, Series>> clocks = new HashMap<>();

    private int size;
    private @Nullable Instant forgotten;

    /** Whether the run for that time ended well, as far as is known. */
    boolean has(String clock, Instant time) {
        Map.Entry<Instant, Series> before = of(clock).floorEntry(time);
        return before != null && before.getValue().has(time);
    }

    void add(String clock, Instant time) {
        Map.Entry<Instant, Series> found = of(clock).floorEntry(time);
        if (found == null) {
            put(new Series(clock, time, 0, 1));
            return;
        }
        Series before = found.getValue();
        if (before.has(time)) {
            return;
        }
        long distance = before.distance(time);
        if (before.count() == 1) {
            put(new Series(clock, before.first(), distance, 2));
        } else if (time.isAfter(before.last())) {
            boolean next = distance == before.step() * before.count();
            put(next ? new Series(clock, before.first(), before.step(), before.count() + 1) : single(clock, time));
        } else {
            long left = distance / before.step() + 1;
            put(before.to(left));
            put(single(clock, time));
            put(before.from(left));
        }
    }

    private static Series single(String clock, Instant time) {
        return new Series(clock, time, 0, 1);
    }

    /** Adds one that was written down. */
    void put(Series series) {
        if (of(series.clock()).put(series.first(), series) == null) {
            size++;
        }
    }

    private NavigableMap<Instant, Series> of(String clock) {
        return clocks.computeIfAbsent(clock, key -> new TreeMap<>());
    }

    /** Up to when times were forgotten, for there were too many; null: none. */
    @Nullable
    Instant forgotten() {
        return forgotten;
    }

    /** Says that times up to that one were forgotten. */
    void forget(Instant upTo) {
        forgotten = forgotten == null || forgotten.isBefore(upTo) ? upTo : forgotten;
    }

    /** All, the oldest first, after forgetting what is beyond so many. */
    List<Series> kept(int most) {
        List<Series> all = new ArrayList<>(size);
        clocks.values().forEach(each -> all.addAll(each.values()));
        all.sort(Comparator.comparing(Series::first).thenComparing(Series::clock));
        int surplus = Math.max(0, all.size() - most);
        for (Series series : all.subList(0, surplus)) {
            of(series.clock()).remove(series.first());
            size--;
            forget(series.last());
        }
        return all.subList(surplus, all.size());
    }
}
