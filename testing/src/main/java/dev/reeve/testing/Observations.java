package dev.reeve.testing;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was seen of a run, over all its processes. Thread-safe. */
final class Observations {
    private final List<Call> calls = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();
    private final List<FlowGraph> made = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();

    /** A task of a flow that was made while the flow ran, and that flow. */
    record Place(GraphNode node, FlowGraph graph) {}

    synchronized void add(Call call) {
        calls.add(call);
    }

    synchronized void add(LogLine line) {
        lines.add(line);
    }

    synchronized void add(StateChange change) {
        changes.add(change);
    }

    /** A flow was made while the flow ran. */
    synchronized void add(FlowGraph graph) {
        made.add(graph);
    }

    /** That call is one of a task of a flow that was made. */
    synchronized void add(Call call, Place place) {
        add(call);
        places.put(call.idempotencyKey(), place);
    }

    /** The flows that were made while the flow ran, each time that they were. */
    synchronized List<FlowGraph> made() {
        return List.copyOf(made);
    }

    /** Which task of a flow that was made those calls are of, as it was made last; null: of none. */
    synchronized @Nullable Place place(String key) {
        return places.get(key);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    synchronized List<StateChange> changes() {
        return List.copyOf(changes);
    }
}
