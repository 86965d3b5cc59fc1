package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;

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
}
