package dev.reeve.api;

/**
 * A batch of one run among those of others.
 *
 * @param runKey the key of the run and its epoch
 * @param batch what happened in it
 */
public record RunEvents(String runKey, EventBatch batch) {
    public RunEvents {
        runKey = Given.required(runKey, "runKey");
        batch = Given.required(batch, "batch");
    }
}
