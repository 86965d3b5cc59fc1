package dev.reeve.server.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow as somebody registers it. All JSON is text that is checked to be JSON and given back as it came.
 *
 * @param flow its name, unique within the project
 * @param structureHash what tells one structure from another; that of the newest version makes no new one
 * @param structure its graph
 * @param parameters JSON: names, types and defaults of its parameters
 * @param schedule JSON: when it runs; null: on demand
 * @param bundle JSON: where its code is, and the checksum
 * @param labels what an agent must have to run it
 * @param readme Markdown; may be empty
 */
public record Registration(
        String flow,
        String structureHash,
        FlowStructure structure,
        String parameters,
        @Nullable String schedule,
        String bundle,
        List<String> labels,
        String readme) {
    public Registration {
        labels = Labels.checked(labels);
    }
}
