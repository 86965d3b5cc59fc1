package dev.reeve.api;

import java.time.Instant;
import java.util.List;

/**
 * Runs by when they were made.
 *
 * @param from the beginning of the first bucket: the bounds that were asked for, widened to whole buckets
 * @param to the end of the last
 * @param seconds how long each is
 * @param approx whether durations are to a fortieth; counts are always exact
 */
public record Histogram(Instant from, Instant to, long seconds, boolean approx, List<HistogramBucket> buckets) {
    public Histogram {
        buckets = Given.list(buckets, "buckets");
    }
}
