package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time at which a schedule is to begin a run.
 *
 * @param local what clocks show then in the zone
 * @param parameters what its run is given
 * @param labels what an agent must have to run it, beside those of the flow
 * @param notes why it falls there, such as what clocks do on that day
 */
public record UpcomingFiring(
        Instant at,
        String local,
        String zone,
        Map<String, @Nullable Object> parameters,
        List<String> labels,
        List<String> notes) {
    public UpcomingFiring {
        parameters = Given.object(parameters);
        labels = Given.texts(labels, "labels");
        notes = Given.texts(notes, "notes");
    }
}
