package dev.reeve.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow as it is made known to a server: all of it but the code.
 *
 * @param structureHash tells one structure from another, in hexadecimal
 * @param nodes in the order of definition: an event names a node by its place here
 * @param parameters what a run can be given
 * @param schedule when it runs by itself, in the JSON form of schedules; null: never
 * @param labels what an agent must have to run it
 * @param readme Markdown for people; null for none
 * @param javaRelease the release of Java that it was built for
 */
public record Registration(
        String name,
        String description,
        String structureHash,
        List<RegisteredNode> nodes,
        List<RegisteredEdge> edges,
        List<RegisteredParameter> parameters,
        @Nullable Map<String, @Nullable Object> schedule,
        List<String> labels,
        @Nullable String readme,
        Bundle bundle,
        ReeveVersion reeve,
        String javaRelease) {
    public Registration {
        name = Given.required(name, "name");
        description = Given.text(description);
        structureHash = Given.required(structureHash, "structureHash");
        nodes = Given.list(nodes, "nodes");
        edges = Given.list(edges, "edges");
        parameters = Given.list(parameters, "parameters");
        schedule = schedule == null ? null : Given.object(schedule);
        labels = Given.texts(labels, "labels");
        bundle = Given.required(bundle, "bundle");
        reeve = Given.required(reeve, "reeve");
        javaRelease = Given.required(javaRelease, "javaRelease");
    }
}
