package dev.reeve.server.page;

import dev.reeve.api.DrawnNode;
import dev.reeve.api.FlowDrawing;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.registry.Flows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Graphs as they are drawn: flows within flows side by side, each node telling to which it belongs. */
final class Drawings {
    private record Inner(RegisteredGraph graph, @Nullable Integer group) {}

    private Drawings() {}

    static FlowDrawing of(FlowVersion version) {
        List<DrawnNode> nodes = new ArrayList<>();
        IntStream.Builder edges = IntStream.builder();
        Map<String, List<Integer>> kinds = new TreeMap<>();
        int pairs = 0;
        Deque<Inner> left = new ArrayDeque<>();
        left.add(new Inner(Flows.graph(version), null));
        while (!left.isEmpty()) {
            Inner next = left.remove();
            int first = nodes.size();
            for (RegisteredNode node : next.graph().nodes()) {
                if (node.inner() != null) {
                    left.add(new Inner(node.inner(), nodes.size()));
                }
                nodes.add(new DrawnNode(nodes.size(), node.name(), node.kind(), next.group()));
            }
            for (RegisteredEdge edge : next.graph().edges()) {
                edges.add(first + edge.from()).add(first + edge.to());
                if (!edge.kind().equals("DATA")) {
                    kinds.computeIfAbsent(edge.kind(), kind -> new ArrayList<>()).add(pairs);
                }
                pairs++;
            }
        }
        return new FlowDrawing(version.structureHash(), nodes, edges.build().toArray(), kinds);
    }
}
