package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a registered flow.
 *
 * @param name unique within the flow
 * @param kind such as {@code TASK} or {@code MAP}
 * @param function class and method; empty for a node without one
 * @param mapped whether it has children instead of running itself
 * @param inner the flow that it runs, if that is known beforehand: a sub-flow's or a block's; else null
 */
public record RegisteredNode(
        String name,
        String kind,
        String function,
        List<String> tags,
        boolean mapped,
        @Nullable RegisteredGraph inner) {
    public RegisteredNode {
        name = Given.required(name, "name");
        kind = Given.required(kind, "kind");
        function = Given.text(function);
        tags = Given.texts(tags, "tags");
    }
}
