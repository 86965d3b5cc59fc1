package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run of a flow.
 *
 * @param flow the flow's name
 * @param project null: the only project that has such a flow
 * @param version null: the newest
 * @param parameters values by name, as JSON
 * @param labels what an agent must have to run it; null: those of the flow
 * @param name for people; null: one is made up
 * @param scheduledFor not before; null: now
 * @param interval null for none
 * @param idempotencyKey asking again with the same key, for the same flow, gives the same run; null: each time a new one
 * @param priority among runs that wait for an agent those of a higher one are begun first, from -100 to 100; null: 0
 */
public record NewFlowRun(
        String flow,
        @Nullable String project,
        @Nullable Integer version,
        Map<String, @Nullable Object> parameters,
        @Nullable List<String> labels,
        @Nullable String name,
        @Nullable Instant scheduledFor,
        @Nullable DataInterval interval,
        @Nullable String idempotencyKey,
        @Nullable Integer priority) {
    public NewFlowRun {
        flow = Given.required(flow, "flow");
        parameters = Given.object(parameters);
        labels = labels == null ? null : Given.texts(labels, "labels");
    }

    /** Of the usual priority. */
    public NewFlowRun(
            String flow,
            @Nullable String project,
            @Nullable Integer version,
            Map<String, @Nullable Object> parameters,
            @Nullable List<String> labels,
            @Nullable String name,
            @Nullable Instant scheduledFor,
            @Nullable DataInterval interval,
            @Nullable String idempotencyKey) {
        this(flow, project, version, parameters, labels, name, scheduledFor, interval, idempotencyKey, null);
    }

    /** With nothing but parameters. */
    public static NewFlowRun of(String flow, Map<String, @Nullable Object> parameters) {
        return new NewFlowRun(flow, null, null, parameters, null, null, null, null, null);
    }
}
