package dev.reeve.testing;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What comes before a task run that was called again: where something of it was not over when the engine was lost, a
 * resume makes that anew and all that comes after it.
 */
final class Upstream {
    private final FlowGraph graph;
    private final Committed committed;
    private final String runId;
    private final int child;
    private final Set<String> looked = new HashSet<>();

    Upstream(FlowGraph graph, Committed committed, Call call) {
        this.graph = graph;
        this.committed = committed;
        String key = call.idempotencyKey();
        this.runId = key.substring(0, key.indexOf('/'));
        this.child = call.mapIndex();
    }

    /** Whether all that comes before that node was over for good. */
    boolean isOver(GraphNode node) {
        return over(node, child);
    }

    private boolean over(GraphNode node, int of) {
        Edges edges = graph.edges();
        for (int e = edges.upFrom(node.index()); e < edges.upFrom(node.index() + 1); e++) {
            GraphNode before = graph.node(edges.up(e));
            int its = edges.upKind(e) == EdgeKind.EACH && before.mapped() ? of : -1;
            String label = new Label(before.name(), its).text();
            if (!looked.add(label)) {
                continue;
            }
            if (!committed.isOver(runId + "/" + label, before.hasValue()) || !over(before, its)) {
                return false;
            }
        }
        return true;
    }
}
