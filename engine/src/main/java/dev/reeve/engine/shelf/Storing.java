package dev.reeve.engine.shelf;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;

/** Which results of a flow are stored, and which are looked for. */
public final class Storing {
    private Storing() {}

    /** Whether any result of that flow is stored or looked for. */
    public static boolean concerns(FlowGraph graph, boolean checkpointing) {
        for (GraphNode node : graph.nodes()) {
            if (stores(node, checkpointing) || storesTurns(graph, node, checkpointing)) {
                return true;
            }
        }
        return false;
    }

    static boolean stores(GraphNode node, boolean checkpointing) {
        boolean made = node.body() != null && node.kind() != Kind.OPEN
                || node.kind() == Kind.APPROVAL
                || node.kind().launches();
        if (!node.hasValue() || !made) { // a resource is no data
            return false;
        }
        Boolean checkpoint = node.settings().checkpoint();
        return looksFor(node) || (checkpoint == null ? checkpointing && typed(node) : checkpoint);
    }

    /** The same for what it passes from turn to turn, which may have a type where its result has none. */
    static boolean storesTurns(FlowGraph graph, GraphNode node, boolean checkpointing) {
        if (node.kind() != Kind.LOOP || ResultTypes.ofTurns(graph, node) == null) {
            return false;
        }
        Boolean checkpoint = node.settings().checkpoint();
        return looksFor(node) || (checkpoint == null ? checkpointing : checkpoint);
    }

    /** Whether its result can be read back: the type of what a lambda makes is not known. */
    private static boolean typed(GraphNode node) {
        return ResultTypes.of(node) != null || node.settings().serializer() != null;
    }

    static boolean looksFor(GraphNode node) {
        NodeSettings settings = node.settings();
        return node.hasValue() && (!settings.target().isEmpty() || settings.cacheFor() != null);
    }

    /** Whether the task itself asks for its result to be stored: then it fails if that cannot be done. */
    static boolean asked(GraphNode node) {
        NodeSettings settings = node.settings();
        return looksFor(node) || settings.serializer() != null || Boolean.TRUE.equals(settings.checkpoint());
    }
}
