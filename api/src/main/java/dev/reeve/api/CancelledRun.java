package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * A run that is to be stopped, and why.
 *
 * @param graceSeconds how long tasks that run are waited for; null: as the run's options and its agent say
 */
public record CancelledRun(
        String runId, String reason, @Nullable Integer graceSeconds) {
    public CancelledRun {
        Given.required(runId, "runId");
        reason = Given.text(reason);
    }
}
