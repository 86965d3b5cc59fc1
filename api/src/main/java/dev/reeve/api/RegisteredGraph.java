package dev.reeve.api;

import java.util.List;

/** Nodes in the order of definition, and what depends on what. */
public record RegisteredGraph(List<RegisteredNode> nodes, List<RegisteredEdge> edges) {
    public RegisteredGraph {
        nodes = Given.list(nodes, "nodes");
        edges = Given.list(edges, "edges");
    }
}
