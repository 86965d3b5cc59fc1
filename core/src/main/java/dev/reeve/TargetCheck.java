package dev.reeve;

import dev.reeve.graph.GraphNode;
import java.util.List;

/** What can be wrong with the targets of a flow. */
final class TargetCheck {
    private TargetCheck() {}

    static void check(Definition definition, List<GraphNode> nodes) {}
}
