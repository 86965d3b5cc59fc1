package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** A run that nobody runs: a test writes down how it went. Ends when {@link #end} is called, or it is cancelled. */
public final class RecordedRun implements ActiveRun, RunView, FlowRunner {
    private record Place(int node, int child) {}

    private final Map<Place, List<Entry>> histories = new HashMap<>();
    private final Map<Place, Value> values = new HashMap<>();
    private final Map<Integer, Integer> widths = new HashMap<>();
    private final CompletableFuture<RunView> end = new CompletableFuture<>();
    final List<String> calls = new ArrayList<>();
    private RunRequest request;
    private Value flowResult = Value.ABSENT;

    @Override
    public ActiveRun start(RunRequest asked) {
        request = asked;
        return this;
    }

    RunRequest request() {
        return request;
    }

    /** Node -1 is the run itself. */
    RecordedRun was(int node, int child, State state, long second) {
        histories
                .computeIfAbsent(new Place(node, child), p -> new ArrayList<>())
                .add(new Entry(state, Instant.ofEpochSecond(second)));
        return this;
    }

    RecordedRun yielded(int node, int child, Object value) {
        values.put(new Place(node, child), new Value(true, value, ""));
        return this;
    }

    RecordedRun yielded(Object result) {
        flowResult = new Value(true, result, "");
        return this;
    }

    RecordedRun mapped(int node, int width) {
        widths.put(node, width);
        return this;
    }

    RecordedRun end() {
        end.complete(this);
        return this;
    }

    @Override
    public String id() {
        return "run-1";
    }

    @Override
    public RunView view() {
        return this;
    }

    @Override
    public RunView await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<RunView> completion() {
        return end;
    }

    @Override
    public void cancel(String reason, Duration grace) {
        cancel(reason + " within " + grace);
    }

    @Override
    public void cancel(String reason) {
        calls.add("cancel: " + reason);
        was(-1, -1, new State.Cancelled(reason), 99);
        end();
    }

    @Override
    public void answer(String task, @org.jspecify.annotations.Nullable Object value, String by) {
        calls.add("answer " + task + " " + value + " by " + by);
    }

    @Override
    public java.util.Optional<RunView> flowRun(int node, int child) {
        return java.util.Optional.empty();
    }

    @Override
    public void resume(String task, String by) {
        calls.add("resume " + task + " by " + by);
    }

    @Override
    public String name() {
        return "brisk-otter";
    }

    @Override
    public FlowGraph graph() {
        return request.graph();
    }

    @Override
    public Map<String, Object> parameters() {
        return request.parameters();
    }

    @Override
    public State state() {
        return state(-1, -1);
    }

    @Override
    public List<Entry> history() {
        return history(-1, -1);
    }

    @Override
    public State state(int node, int child) {
        List<Entry> history = history(node, child);
        return history.isEmpty() ? State.Pending.NOW : history.getLast().state();
    }

    @Override
    public List<Entry> history(int node, int child) {
        return histories.getOrDefault(new Place(node, child), List.of());
    }

    @Override
    public Value result(int node, int child) {
        return values.getOrDefault(new Place(node, child), Value.ABSENT);
    }

    @Override
    public int width(int node) {
        return widths.getOrDefault(node, -1);
    }

    @Override
    public Map<String, Integer> childStates(int node) {
        return Map.of();
    }

    @Override
    public Value flowResult() {
        return flowResult;
    }
}
