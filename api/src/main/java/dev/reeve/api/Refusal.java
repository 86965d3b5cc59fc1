package dev.reeve.api;

/** An agent could not carry out a run that it claimed: it ends Crashed, with that reason. */
public record Refusal(String runId, int epoch, String reason) {
    public Refusal {
        runId = Given.required(runId, "runId");
        epoch = Given.atLeast(1, epoch, "epoch");
        reason = Given.required(reason, "reason");
    }
}
