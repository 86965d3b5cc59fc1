package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow on a server, at its newest version.
 *
 * @param schedule in the JSON form of schedules; null for none
 */
public record Flow(
        String id,
        String name,
        String project,
        String description,
        int version,
        String structureHash,
        List<RegisteredParameter> parameters,
        @Nullable Map<String, @Nullable Object> schedule,
        List<String> labels,
        String readme,
        Bundle bundle,
        Instant createdAt) {
    public Flow {
        parameters = Given.list(parameters, "parameters");
        schedule = schedule == null ? null : Given.object(schedule);
        labels = Given.texts(labels, "labels");
    }
}
