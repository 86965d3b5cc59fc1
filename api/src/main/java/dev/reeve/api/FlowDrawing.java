package dev.reeve.api;

import java.util.List;
import java.util.Map;

/**
 * The graph of one version of a flow as it is drawn. It never changes.
 *
 * @param nodes those of the flow in the order of definition, then those of flows within
 * @param edges pairs of places in {@code nodes}: the second one depends on the first
 * @param edgeKinds which pairs are no {@code DATA}: by kind their places, 0 for the first pair
 */
public record FlowDrawing(String structureHash, List<DrawnNode> nodes, int[] edges, Map<String, List<Integer>> edgeKinds) {
    public FlowDrawing {
        nodes = Given.list(nodes, "nodes");
        edgeKinds = edgeKinds == null ? Map.of() : Map.copyOf(edgeKinds);
    }
}
