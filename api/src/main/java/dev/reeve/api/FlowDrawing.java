package dev.reeve.api;

import java.util.List;

/**
 * The graph of one version of a flow as it is drawn. It never changes.
 *
 * @param nodes those of the flow in the order of definition, then those of flows within
 * @param edges pairs of places in {@code nodes}: the second one depends on the first
 */
public record FlowDrawing(String structureHash, List<DrawnNode> nodes, int[] edges) {
    public FlowDrawing {
        nodes = Given.list(nodes, "nodes");
    }
}
