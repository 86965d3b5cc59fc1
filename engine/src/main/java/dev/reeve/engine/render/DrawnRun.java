package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as its flow is drawn: the tasks of a block that is run for each element look like mapped ones, with a child for
 * each run of the block.
 */
record DrawnRun(RunView run, FlowGraph graph, int own, List<Insides.Seen> more) implements RunView {
    /** One task, in one of the flow runs that have it. */
    private record Seen(RunView run, int node) {
        State state() {
            return run.state(node, -1);
        }
    }

    /** That run, as its flow is drawn. */
    static RunView of(RunView run) {
        FlowGraph drawn = run.graph().drawn();
        Insides.Unfolded unfolded = Insides.of(drawn, run);
        return unfolded.graph().equals(run.graph())
                ? run
                : new DrawnRun(run, unfolded.graph(), drawn.size(), unfolded.more());
    }

    @Override
    public String id() {
        return run.id();
    }

    @Override
    public String name() {
        return run.name();
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return run.parameters();
    }

    @Override
    public State state() {
        return run.state();
    }

    @Override
    public List<Entry> history() {
        return run.history();
    }

    @Override
    public State state(int node, int child) {
        Seen one = one(node);
        return one != null
                ? one.run().state(one.node(), child)
                : worst(node).map(Seen::state).orElse(State.Pending.NOW);
    }

    @Override
    public List<Entry> history(int node, int child) {
        Seen one = one(node);
        return one != null
                ? one.run().history(one.node(), child)
                : worst(node).map(seen -> seen.run().history(seen.node(), -1)).orElse(List.of());
    }

    @Override
    public Value result(int node, int child) {
        Seen one = one(node);
        return one == null ? Value.ABSENT : one.run().result(one.node(), child);
    }

    @Override
    public int width(int node) {
        Seen one = one(node);
        return one == null ? seen(node).size() : one.run().width(one.node());
    }

    @Override
    public Map<String, Integer> childStates(int node) {
        Seen one = one(node);
        if (one != null) {
            return one.run().childStates(one.node());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        seen(node).forEach(seen -> counts.merge(seen.state().name(), 1, Integer::sum));
        return counts;
    }

    @Override
    public Optional<RunView> flowRun(int node, int child) {
        Seen one = one(node);
        return one == null ? Optional.empty() : one.run().flowRun(one.node(), child);
    }

    @Override
    public Value flowResult() {
        return run.flowResult();
    }

    /** The one task that a drawn node is; null for one in a block, and for one that no run has yet. */
    private @Nullable Seen one(int node) {
        if (node >= own) {
            Insides.Seen inside = more.get(node - own);
            return inside.run() == null ? null : new Seen(inside.run(), inside.node());
        }
        return run.graph()
                .node(graph.node(node).name())
                .map(found -> new Seen(run, found.index()))
                .orElse(null);
    }

    /** Of a node in a block, the one that is most worth a glance. */
    private Optional<Seen> worst(int node) {
        return seen(node).stream().max(Comparator.comparing(seen -> Look.of(seen.state())));
    }

    private List<Seen> seen(int node) {
        List<Seen> found = new ArrayList<>();
        collect(run, graph.node(node).name(), found);
        return found;
    }

    private static void collect(RunView in, String task, List<Seen> found) {
        for (GraphNode node : in.graph().nodes()) {
            if (node.mapped() && node.block() != null && has(node.block(), task)) {
                for (int child = 0; child < in.width(node.index()); child++) {
                    in.flowRun(node.index(), child).ifPresent(inside -> {
                        inside.graph().node(task).ifPresent(own -> found.add(new Seen(inside, own.index())));
                        collect(inside, task, found);
                    });
                }
            }
        }
    }

    private static boolean has(FlowGraph block, String task) {
        return block.node(task).isPresent()
                || block.nodes().stream()
                        .anyMatch(node -> node.mapped() && node.block() != null && has(node.block(), task));
    }
}
