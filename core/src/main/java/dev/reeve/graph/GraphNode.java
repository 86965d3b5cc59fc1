package dev.reeve.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a flow.
 *
 * @param index its place in the order of definition, from 0
 * @param name unique within the flow
 * @param baseName its name before a number made it unique; nodes that share it are drawn as one group
 * @param inputs what its function gets, in order
 * @param after nodes that it only comes after
 * @param guards conditions that all have to hold
 * @param scopes the blocks it was defined in, outermost first, for people
 * @param body its function; null for a node that has none
 * @param hasValue whether it yields a value
 * @param block the flow that it runs, if that is known beforehand: a sub-flow's, or the block of a fan-out, whose
 *     parameters are the node's inputs in order; else null
 */
public record GraphNode(
        int index,
        String name,
        String baseName,
        Kind kind,
        List<Input> inputs,
        List<Integer> after,
        List<Guard> guards,
        List<String> scopes,
        NodeSettings settings,
        FunctionInfo function,
        @Nullable Body body,
        boolean hasValue,
        @Nullable FlowGraph block) {
    public GraphNode {
        inputs = List.copyOf(inputs);
        after = List.copyOf(after);
        guards = List.copyOf(guards);
        scopes = List.copyOf(scopes);
    }

    /** Whether it has children instead of running itself. */
    public boolean mapped() {
        return kind == Kind.MAP || kind == Kind.FAN_OUT;
    }

    @Override
    public String toString() {
        return name;
    }
}
