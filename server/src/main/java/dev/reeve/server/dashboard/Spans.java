package dev.reeve.server.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal spans of time that cover what is asked for. From an hour on they are whole hours, and the first begins with the hour
 * that is asked for, so that days are days of whoever asks from their midnight. Immutable.
 */
record Spans(Instant from, Duration each, int count) {
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    /** As many as fit, and no more than that. */
    static Spans covering(Instant from, Instant to, int most) {
        for (Duration length : LENGTHS) {
            Spans spans = covering(from, to, length);
            if (spans.count() <= most) {
                return spans;
            }
        }
        long days = 7;
        Spans spans = covering(from, to, Duration.ofDays(days));
        while (spans.count() > most) {
            days *= 2;
            spans = covering(from, to, Duration.ofDays(days));
        }
        return spans;
    }

    private static Spans covering(Instant from, Instant to, Duration length) {
        Instant first = length.compareTo(Duration.ofHours(1)) >= 0
                ? from.truncatedTo(ChronoUnit.HOURS)
                : Instant.ofEpochSecond(
                        from.getEpochSecond() - Math.floorMod(from.getEpochSecond(), length.toSeconds()));
        long seconds = Duration.between(first, to).plusNanos(999_999_999).toSeconds();
        long count = Math.max(1, Math.ceilDiv(seconds, length.toSeconds()));
        return new Spans(first, length, (int) Math.min(count, Integer.MAX_VALUE));
    }

    boolean wholeHours() {
        return each.compareTo(Duration.ofHours(1)) >= 0;
    }

    Instant to() {
        return from.plus(each.multipliedBy(count));
    }

    /** The beginning of each, and the end of the last. */
    List<Instant> bounds() {
        List<Instant> bounds = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            bounds.add(from.plus(each.multipliedBy(i)));
        }
        return bounds;
    }

    int of(Instant time) {
        return (int) (Duration.between(from, time).toSeconds() / each.toSeconds());
    }
}
