package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run whose states are set by hand. Everything is Pending at first. */
public final class RunFixture implements RunView {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final FlowGraph graph;
    private final Map<List<Integer>, List<Entry>> histories = new HashMap<>();
    private final Map<Integer, List<State>> children = new HashMap<>();
    private State flowState = State.Running.FIRST;

    public RunFixture(FlowGraph graph) {
        this.graph = graph;
    }

    /** The flow run moves on. */
    public RunFixture flow(State state) {
        flowState = state;
        return this;
    }

    /** A task moves on, that many milliseconds after the start. */
    public RunFixture move(String task, long millis, State state) {
        return move(graph.node(task).orElseThrow().index(), millis, state);
    }

    public RunFixture move(int node, long millis, State state) {
        histories
                .computeIfAbsent(List.of(node, -1), key -> new ArrayList<>())
                .add(new Entry(state, START.plusMillis(millis)));
        return this;
    }

    public RunFixture children(String task, List<State> states) {
        children.put(graph.node(task).orElseThrow().index(), states);
        return this;
    }

    @Override
    public String id() {
        return "run-1";
    }

    @Override
    public String name() {
        return "merry-otter";
    }

    @Override
    public FlowGraph graph() {
        return graph;
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return Map.of();
    }

    @Override
    public State state() {
        return flowState;
    }

    @Override
    public List<Entry> history() {
        return List.of(new Entry(flowState, START));
    }

    @Override
    public State state(int node, int child) {
        if (child >= 0) {
            return children.getOrDefault(node, List.of()).get(child);
        }
        List<Entry> history = history(node, child);
        return history.isEmpty() ? State.Pending.NOW : history.getLast().state();
    }

    @Override
    public List<Entry> history(int node, int child) {
        return histories.getOrDefault(List.of(node, child), List.of());
    }

    @Override
    public Value result(int node, int child) {
        return Value.ABSENT;
    }

    @Override
    public int width(int node) {
        List<State> states = children.get(node);
        return states == null ? -1 : states.size();
    }

    @Override
    public Map<String, Integer> childStates(int node) {
        Map<String, Integer> counts = new TreeMap<>();
        children.getOrDefault(node, List.of()).forEach(state -> counts.merge(state.name(), 1, Integer::sum));
        return counts;
    }

    @Override
    public java.util.Optional<RunView> flowRun(int node, int child) {
        return java.util.Optional.empty();
    }

    @Override
    public Value flowResult() {
        return Value.ABSENT;
    }
}
