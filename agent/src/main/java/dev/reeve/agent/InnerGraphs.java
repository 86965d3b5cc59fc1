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
    private final Map<String, Inside> runs = new ConcurrentHashMap<>();
    /** All elements of a fan-out look the same. */
    private volatile @Nullable Told last;

    private record Told(FlowGraph graph, RegisteredGraph told) {}

    /**
     * Where a run is that begins.
     *
     * @param path what its tasks are called by: empty, or {@code load/} and what is within that
     * @param node the task of the run that was claimed in which it is; -1: it is that run
     */
    record Inside(FlowGraph graph, String path, int node, int child) {
        private Inside of(GraphNode task, int mapped, FlowGraph inner) {
            String label = task.name() + (mapped < 0 ? "" : "[" + mapped + "]");
            return new Inside(inner, path + label + "/", node < 0 ? task.index() : node, node < 0 ? mapped : child);
        }
    }

    /** A run begins that is the one that was claimed, or part of one that has begun. */
    Inside begin(Opening opening, FlowGraph graph) {
        ParentRun parent = opening.parent();
        Inside begun = parent == null
                ? new Inside(graph, "", -1, -1)
                : around(opening, parent).of(task(opening, parent), parent.child(), graph);
        runs.put(opening.runId(), begun);
        return begun;
    }

    private Inside around(Opening opening, ParentRun parent) {
        Inside around = runs.get(parent.runId());
        if (around == null) {
            throw new IllegalStateException("run " + opening.runId() + " is part of no run that has begun");
        }
        return around;
    }

    private GraphNode task(Opening opening, ParentRun parent) {
        return around(opening, parent).graph().node(parent.task()).orElseThrow();
    }

    /** What is told of such a part. */
    InnerRun told(Opening opening, ParentRun parent, FlowGraph graph) {
        return new InnerRun(
                parent.runId().indexOf('.') < 0 ? null : parent.runId(),
                task(opening, parent).index(),
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
