package dev.reeve.engine.run;

import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.spill.Remote;
import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RemoteCall;
import dev.reeve.spi.RemoteCalls;
import dev.reeve.spi.RemoteSlot;
import dev.reeve.spi.RemoteValue;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The task runs whose functions are called in other processes: each takes a slot there before it begins, and waits if
 * there is none that does for it. Touched by the role's holder only, but for what says so.
 */
final class RemoteWork {
    private final Run run;
    private final RemoteCalls calls;
    private final BitSet concerned = new BitSet();
    /** Those that wait, by what they require; the most urgent first. */
    private final Map<Map<String, Integer>, Queue<Long>> waiting = new LinkedHashMap<>();

    private final RemoteCalls.Listening listening;

    /** What the run has a number for is counted by it and need be nowhere else. */
    private final Set<String> counted;
    /** Whether a result stayed in another process. */
    private boolean any;

    private RemoteWork(Run run, RemoteCalls calls, Set<String> counted) {
        this.run = run;
        this.calls = calls;
        this.counted = Set.copyOf(counted);
        for (GraphNode node : run.graph.nodes()) {
            concerned.set(node.index(), calls.concerns(run.graph, node));
        }
        this.listening = calls.listen(() -> run.surroundings.tell(told -> {}));
    }

    static @Nullable RemoteWork of(Run run, Setup setup) {
        RemoteCalls calls = setup.executor().remote();
        return calls == null
                ? null
                : new RemoteWork(run, calls, setup.share().limits().resources().keySet());
    }

    /**
     * Refuses a graph with a function that cannot be sent, also in flows that its tasks are, as far as they are known.
     *
     * @throws IllegalArgumentException naming the task and what cannot be sent
     */
    static void check(FlowGraph graph, @Nullable RemoteCalls calls) {
        if (calls == null) {
            return;
        }
        calls.check(graph);
        for (GraphNode node : graph.nodes()) {
            FlowGraph inner = Launch.known(node);
            if (inner != null) {
                check(inner, calls);
            }
        }
    }

    /** The function of a node, as it is called there. Called by workers. */
    static Body body(RemoteSlot slot, Loop loop, GraphNode node, TaskContext context) {
        Consumer<String> worker = name -> loop.keepsakes().worker(node.index(), context.mapIndex(), name);
        boolean stays =
                node.kind() != Kind.LOOP && node.hasValue() && !loop.shelf().writes(node);
        loop.keepsakes().worker(node.index(), context.mapIndex(), context.attempt(), slot.worker());
        return inputs -> slot.call(new RemoteCall(
                loop.view().graph(), node, inputs, loop.facts().host().serializer(), stays, worker));
    }

    /** Whether only the other process reads its inputs: here they are looked at for the key of a result, or for a name. */
    static boolean sendsInputs(Loop loop, GraphNode node) {
        return !loop.shelf().writes(node) && node.settings().manner().runName().isEmpty();
    }

    /** What is put down for a result, which may have stayed where it was made. */
    static @Nullable Object held(@Nullable Object result, String label) {
        return result instanceof RemoteValue remote
                ? new Remote("the result of task \"" + label + "\"", remote)
                : result;
    }

    boolean concerns(int v) {
        return concerned.get(v);
    }

    /** Whether no task is worth choosing. */
    boolean crowded() {
        return calls.crowded();
    }

    /** Sets a slot aside for a task run; if there is none, it waits and this gives null. */
    @Nullable
    RemoteSlot take(GraphNode node, int child, Supplier<Sources> sources) {
        Map<String, Integer> requires = requires(node);
        return switch (calls.take(requires, any ? elsewhere(sources.get()) : List.of())) {
            case RemoteCalls.Reply.Taken taken -> taken.slot();
            case RemoteCalls.Reply.Missing missing -> {
                waiting.computeIfAbsent(requires, none -> new PriorityQueue<>())
                        .add(ReadyQueue.entry(run.plan.rank(node.index()), child));
                run.step(node.index(), child, new TaskEvent.Throttled(missing.reason()));
                yield null;
            }
        };
    }

    /** What a task run reads that is in other processes. */
    private List<RemoteValue> elsewhere(Sources sources) {
        List<RemoteValue> values = new ArrayList<>();
        for (Object cell : sources.upstream()) {
            add(values, cell);
        }
        for (List<?> list : sources.lists()) {
            RemoteValue element = list instanceof KeptList kept ? kept.remote(sources.child()) : null;
            if (element != null) {
                values.add(element);
            }
        }
        return values;
    }

    private static void add(List<RemoteValue> values, @Nullable Object cell) {
        if (cell instanceof Remote remote) {
            values.add(remote.value());
        } else if (cell instanceof KeptList list) {
            values.addAll(list.remotes());
        }
    }

    /** A result was put down. */
    void kept(@Nullable Object value) {
        any |= value instanceof Remote;
    }

    private Map<String, Integer> requires(GraphNode node) {
        Map<String, Integer> all = node.settings().requires();
        if (all.isEmpty() || counted.isEmpty()) {
            return all;
        }
        Map<String, Integer> others = new TreeMap<>(all);
        others.keySet().removeAll(counted);
        return Map.copyOf(others);
    }

    /** Lets those ask again for whom there may be a slot now. */
    void call() {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEach((requires, line) -> {
            int free = line.isEmpty() ? 0 : calls.free(requires);
            while (free > 0 && !line.isEmpty()) {
                long entry = line.remove();
                int v = run.plan.nodeOfRank(ReadyQueue.rank(entry));
                if (run.move(v, ReadyQueue.child(entry), new TaskEvent.Throttled(""))) {
                    free--;
                }
            }
        });
        waiting.values().removeIf(Queue::isEmpty);
    }

    /** Whether a task run waits, which ends without a person's doing. */
    boolean waiting() {
        return !waiting.isEmpty();
    }

    /** Those that wait and are not to begin any more wait no longer. */
    void stopped() {
        waiting.values().forEach(line -> line.removeIf(this::isDead));
        waiting.values().removeIf(Queue::isEmpty);
    }

    private boolean isDead(long entry) {
        return !(run.state(run.plan.nodeOfRank(ReadyQueue.rank(entry)), ReadyQueue.child(entry))
                instanceof State.Queued);
    }

    /** The run ended. */
    void close() {
        waiting.clear();
        listening.close();
    }
}
