package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the newest runs of a flow tell about it.
 *
 * @param runs how many were looked at
 * @param trend those runs, the newest first
 * @param p50 the median duration of those that succeeded, in microseconds; null: none did
 * @param p95 the duration that 95 of 100 of them did not exceed
 * @param errors why tasks failed in them, the most frequent first
 */
public record FlowFacts(
        int runs,
        List<TrendRun> trend,
        @Nullable Long p50,
        @Nullable Long p95,
        List<ErrorGroup> errors) {
    public FlowFacts {
        trend = Given.list(trend, "trend");
        errors = Given.list(errors, "errors");
    }
}
