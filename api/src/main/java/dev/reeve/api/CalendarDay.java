package dev.reeve.api;

import java.time.Instant;
import java.util.Map;

/**
 * A day on which runs were made.
 *
 * @param day as {@code 2026-11-26}
 * @param from when it began
 * @param to when the next began
 * @param counts by the name of the state in which they are now
 */
public record CalendarDay(String day, Instant from, Instant to, Map<String, Long> counts) {
    public CalendarDay {
        counts = Map.copyOf(counts);
    }
}
