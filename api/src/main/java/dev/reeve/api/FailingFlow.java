package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flow of which runs failed.
 *
 * @param flowId names the flow in the paths of its pages
 * @param failed how many runs of the window did, those that timed out or crashed among them
 * @param runs how many there are in all
 * @param lastRunId the last that failed; null: it is being deleted
 * @param lastError what it says
 */
public record FailingFlow(
        String project,
        String flow,
        String flowId,
        long failed,
        long runs,
        @Nullable String lastRunId,
        @Nullable String lastError,
        @Nullable Instant lastAt) {}
