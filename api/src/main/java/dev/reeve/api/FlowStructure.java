package dev.reeve.api;

import java.util.List;

/** The graph of one version of a flow. */
public record FlowStructure(String structureHash, List<RegisteredNode> nodes, List<RegisteredEdge> edges) {
    public FlowStructure {
        nodes = Given.list(nodes, "nodes");
        edges = Given.list(edges, "edges");
    }
}
