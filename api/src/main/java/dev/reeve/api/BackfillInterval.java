package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data interval of a backfill.
 *
 * @param at the time of the firing that would have begun its run
 * @param from where its data begins
 * @param parameters what its run is given
 * @param labels what an agent must have to run it, beside those of the flow
 * @param runId null: it has none yet
 * @param words why, where that is not plain; may be empty
 */
public record BackfillInterval(
        Instant at,
        Instant from,
        Map<String, @Nullable Object> parameters,
        List<String> labels,
        BackfillFate fate,
        @Nullable String runId,
        String words) {
    public BackfillInterval {
        parameters = Given.object(parameters);
        labels = Given.texts(labels, "labels");
    }
}
