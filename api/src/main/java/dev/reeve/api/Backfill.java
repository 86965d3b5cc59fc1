package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a flow for the data intervals of a span of time.
 *
 * @param id null: only a plan, of which nothing is written
 * @param schedule the name of the schedule whose intervals these are
 * @param from intervals that begin there or later
 * @param to and end there or before
 * @param maxConcurrent how many runs go on at once
 * @param again whether intervals run that were done before
 * @param keepGoing whether it goes on after a run failed
 * @param words why it ended before all was done; may be empty
 * @param endedAt null: it goes on
 * @param intervals in the order of their times; empty in lists
 */
public record Backfill(
        @Nullable String id,
        String flowId,
        String flow,
        String project,
        String schedule,
        Instant from,
        Instant to,
        int maxConcurrent,
        boolean again,
        boolean keepGoing,
        BackfillState state,
        String words,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        BackfillCounts counts,
        List<BackfillInterval> intervals) {
    public Backfill {
        intervals = Given.list(intervals, "intervals");
    }
}
