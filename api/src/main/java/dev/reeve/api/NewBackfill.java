package dev.reeve.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the runs of a span of time.
 *
 * @param from data intervals that begin there or later
 * @param to and end there or before
 * @param schedule whose intervals; null: those of the flow's schedule "default"
 * @param maxConcurrent how many runs at once; 1 if null
 * @param again whether intervals run that were done before; false if null
 * @param keepGoing whether to go on after a run failed; false if null
 * @param parameters values by name, in the place of those of the schedule
 * @param idempotencyKey asking again with the same key, for the same flow, gives the same backfill; null: each time a new one
 */
public record NewBackfill(
        Instant from,
        Instant to,
        @Nullable String schedule,
        @Nullable Integer maxConcurrent,
        @Nullable Boolean again,
        @Nullable Boolean keepGoing,
        Map<String, @Nullable Object> parameters,
        @Nullable String idempotencyKey) {
    public NewBackfill {
        from = Given.required(from, "from");
        to = Given.required(to, "to");
        parameters = Given.object(parameters);
    }
}
