package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/** The plans of the graphs that ran so far, kept while memory is not short: a plan holds its graph. Thread-safe. */
public final class Plans {
    private final Map<FlowGraph, SoftReference<Plan>> byUrgency = new WeakHashMap<>();

    /** The plan of that graph; {@code inOrder}: for an executor that runs tasks in the order of definition. */
    public Plan of(FlowGraph graph, boolean inOrder) {
        if (inOrder) {
            return new Plan(graph, true);
        }
        synchronized (byUrgency) {
            SoftReference<Plan> kept = byUrgency.get(graph);
            Plan known = kept == null ? null : kept.get();
            if (known != null) {
                return known;
            }
        }
        Plan plan = new Plan(graph, false); // outside the lock: two threads may both do it, and either will do
        synchronized (byUrgency) {
            byUrgency.put(graph, new SoftReference<>(plan));
        }
        return plan;
    }

    /**
     * Refuses a graph that holds what this version can define and draw, but not run.
     *
     * @throws UnsupportedOperationException naming the tasks
     */
    public static void requireRunnable(FlowGraph graph) {
        List<GraphNode> unrunnable = new ArrayList<>();
        for (GraphNode node : graph.nodes()) {
            if (node.kind() == Kind.FAN_OUT) {
                unrunnable.add(node);
            }
        }
        if (!unrunnable.isEmpty()) {
            throw new UnsupportedOperationException("flow \"" + graph.name() + "\" cannot run in this version: "
                    + unrunnable.stream()
                            .map(node -> "\"" + node.name() + "\" is of kind " + node.kind())
                            .collect(Collectors.joining(", "))
                    + ". Loops, resources, sub-flows, dynamic flows, fan-outs and approvals can be defined and drawn"
                    + " only; nothing was run.");
        }
    }
}
