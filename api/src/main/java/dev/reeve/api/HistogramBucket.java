package dev.reeve.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs that were made within one span of time.
 *
 * @param t its beginning
 * @param counts by the name of their state now; those that there are none of are left out
 * @param p50 how long half of those that ended took at most, in milliseconds; null: none has ended
 * @param p95 the same of 95 in 100
 */
public record HistogramBucket(
        Instant t,
        Map<String, Long> counts,
        @Nullable Long p50,
        @Nullable Long p95) {
    public HistogramBucket {
        counts = Map.copyOf(counts);
    }
}
