package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a flow does, as a line of a list.
 *
 * @param version the newest
 * @param registeredAt when that was
 * @param states how many runs of the last 7 days are in which state
 * @param p50 how long half of the {@code recent} that succeeded took at most, in microseconds; null: none did
 * @param recent its newest runs, 20 at most, the newest first
 * @param lastFailure the newest of the last 7 days; null: none failed
 * @param nextAt when a schedule begins the next run; null: none does
 * @param paused whether it has schedules and all of them are paused
 */
public record FlowSummary(
        String id,
        String name,
        String project,
        String description,
        int version,
        Instant registeredAt,
        List<String> labels,
        Map<String, Long> states,
        @Nullable Long p50,
        List<TrendRun> recent,
        @Nullable LastFailure lastFailure,
        @Nullable Instant nextAt,
        boolean paused) {
    public FlowSummary {
        labels = Given.texts(labels, "labels");
        states = Map.copyOf(states);
        recent = List.copyOf(recent);
    }
}
