package dev.reeve.agent;

import dev.reeve.api.InnerRun;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.engine.record.Opening;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ParentRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the runs look like that are one run: the one that was claimed, those that its tasks are, and those that tasks of
 * those are. Thread-safe.
 */
final class InnerGraphs {
    private final Map<String, FlowGraph> graphs = new ConcurrentHashMap<>();
    /** All elements of a fan-out look the same. */
    private volatile @Nullable Told last;

    private record Told(FlowGraph graph, RegisteredGraph told) {}

    /** That run begins. */
    void begin(String runId, FlowGraph graph) {
        graphs.put(runId, graph);
    }

    /** Which part a run is, of one that has begun. */
    InnerRun place(Opening opening, FlowGraph graph) {
        ParentRun parent = opening.parent();
        @Nullable FlowGraph around = parent == null ? null : graphs.get(parent.runId());
        GraphNode task = parent == null || around == null
                ? null
                : around.node(parent.task()).orElse(null);
        if (parent == null || task == null) {
            throw new IllegalStateException("run " + opening.runId() + " is part of no run that has begun");
        }
        return new InnerRun(
                parent.runId().indexOf('.') < 0 ? null : parent.runId(),
                task.index(),
                parent.child(),
                parent.attempt(),
                opening.runName(),
                opening.flow(),
                told(graph));
    }

    @SuppressWarnings("ReferenceEquality") // another one that looks the same costs the time to look, no more
    private RegisteredGraph told(FlowGraph graph) {
        Told before = last;
        if (before != null && before.graph() == graph) {
            return before.told();
        }
        RegisteredGraph told = Registrations.graph(graph);
        last = new Told(graph, told);
        return told;
    }
}
