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
 * @param retries how many failures are followed by another attempt; 0 if null
 * @param skipRule what skipped upstreams mean for it, in the words of the core; {@code WHOLE_NODES} if null
 * @param reference whether it decides how the run ends; true if null
 * @param reads data outside of the flow that it reads
 * @param produces data outside of the flow that it makes
 * @param inner the flow that it runs, if that is known beforehand: a sub-flow's or a block's; else null
 */
public record RegisteredNode(
        String name,
        String kind,
        String function,
        List<String> tags,
        boolean mapped,
        Integer retries,
        String skipRule,
        Boolean reference,
        List<String> reads,
        List<String> produces,
        @Nullable RegisteredGraph inner) {
    public RegisteredNode {
        name = Given.required(name, "name");
        kind = Given.required(kind, "kind");
        function = Given.text(function);
        tags = Given.texts(tags, "tags");
        reads = Given.texts(reads, "reads");
        produces = Given.texts(produces, "produces");
        retries = Given.atLeast(0, retries == null ? 0 : retries, "retries");
        skipRule = skipRule == null ? "WHOLE_NODES" : skipRule;
        reference = reference == null || reference;
    }
}
