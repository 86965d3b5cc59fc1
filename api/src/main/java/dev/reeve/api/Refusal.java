package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * An agent could not carry out a run that it claimed: it is Crashed, with that reason.
 *
 * @param again whether it is worth another try, as its process was ended from outside: then it is reopened at once, a few
 *     times at most; false if null
 */
public record Refusal(
        String runId, int epoch, String reason, @Nullable Boolean again) {
    public Refusal {
        runId = Given.required(runId, "runId");
        epoch = Given.atLeast(1, epoch, "epoch");
        reason = Given.required(reason, "reason");
    }
}
