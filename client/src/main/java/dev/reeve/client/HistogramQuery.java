package dev.reeve.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are counted. Null is everything, or what the server takes by default: of the last day, 60 buckets.
 *
 * @param state the name of a state
 * @param buckets at most so many; 1 to 200
 */
public record HistogramQuery(
        @Nullable String project,
        @Nullable String flow,
        @Nullable String state,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Integer buckets) {}
