package dev.reeve.api;

/** A run that is to be stopped, and why. */
public record CancelledRun(String runId, String reason) {
    public CancelledRun {
        Given.required(runId, "runId");
        reason = Given.text(reason);
    }
}
