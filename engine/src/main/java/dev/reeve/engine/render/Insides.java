package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow with the tasks of its sub-flows drawn among its own, each as {@code load/clean} behind the task that runs them.
 * Those of a dynamic task are known once it has run.
 */
final class Insides {
    /** Beyond so many boxes nobody finds more in a drawing. */
    private static final int MOST = 2_000;

    /** A task in the flow run that has it; null while there is none. */
    record Seen(@Nullable RunView run, int node) {}

    private final List<GraphNode> nodes;
    private final List<Seen> more = new ArrayList<>();

    private Insides(FlowGraph graph) {
        this.nodes = new ArrayList<>(graph.nodes());
    }

    /**
     * What is drawn.
     *
     * @param more for each node behind those of the flow itself, what it is in its own run
     */
    record Unfolded(FlowGraph graph, List<Seen> more) {}

    /** A flow as it is drawn, with what is inside its tasks as far as is known; {@code run} shows it where it has run. */
    static Unfolded of(FlowGraph graph, @Nullable RunView run) {
        Insides insides = new Insides(graph);
        for (GraphNode node : graph.nodes()) {
            insides.open(node, node, run);
        }
        if (insides.more.isEmpty()) {
            return new Unfolded(graph, List.of());
        }
        FlowGraph.Outcome outcome = FlowGraph.of(
                graph.name(),
                graph.description(),
                graph.parameters(),
                insides.nodes,
                graph.referenceNodes(),
                graph.result());
        return outcome instanceof FlowGraph.Outcome.Sound sound
                ? new Unfolded(sound.graph(), List.copyOf(insides.more))
                : new Unfolded(graph, List.of());
    }

    private void add(GraphNode opener, FlowGraph flow, @Nullable RunView run) {
        int base = nodes.size();
        for (GraphNode node : flow.nodes()) {
            List<Integer> after = new ArrayList<>(
                    node.after().stream().map(other -> other + base).toList());
            if (flow.edges().upCount(node.index()) == 0) {
                after.add(opener.index());
            }
            List<String> scopes = new ArrayList<>(opener.scopes());
            scopes.add("flow " + flow.name());
            scopes.addAll(node.scopes());
            nodes.add(new GraphNode(
                    base + node.index(),
                    opener.name() + "/" + node.name(),
                    opener.name() + "/" + node.baseName(),
                    node.kind(),
                    node.inputs().stream().map(input -> moved(input, base)).toList(),
                    after,
                    node.guards().stream()
                            .map(guard -> new Guard(moved(guard.condition(), base), guard.expected(), guard.text()))
                            .toList(),
                    scopes,
                    node.settings(),
                    node.function(),
                    null,
                    node.hasValue(),
                    node.block()));
            int own = run == null
                    ? -1
                    : run.graph().node(node.name()).map(GraphNode::index).orElse(-1);
            more.add(new Seen(own < 0 ? null : run, own));
        }
        for (GraphNode node : flow.nodes()) {
            open(nodes.get(base + node.index()), node, run);
        }
    }

    /** Adds what is inside a node; {@code node} is what {@code placed} is called in {@code run}. */
    private void open(GraphNode placed, GraphNode node, @Nullable RunView run) {
        if (node.kind() != Kind.SUBFLOW && node.kind() != Kind.DYNAMIC) {
            return;
        }
        Optional<RunView> inside = Optional.ofNullable(run)
                .flatMap(view -> view.graph().node(node.name()).flatMap(own -> view.flowRun(own.index(), -1)));
        FlowGraph flow = inside.map(RunView::graph).orElse(node.block());
        if (flow != null && nodes.size() + flow.drawn().size() <= MOST) {
            add(placed, flow.drawn(), inside.orElse(null));
        }
    }

    /** An input with its nodes moved. What comes from outside is not drawn again: the task that runs the flow reads it. */
    private static Input moved(Input input, int base) {
        return switch (input) {
            case Input.FromNode i -> new Input.FromNode(i.node() + base);
            case Input.FromParameter i -> new Input.Constant(null);
            case Input.Part i -> new Input.Part(moved(i.source(), base), i.component(), i.text());
            case Input.All i ->
                new Input.All(i.parts().stream().map(part -> moved(part, base)).toList());
            case Input.Flat i -> new Input.Flat(moved(i.lists(), base));
            case Input.Equal i -> new Input.Equal(moved(i.source(), base), i.constant());
            case Input.When i ->
                new Input.When(
                        moved(i.source(), base),
                        new Guard(
                                moved(i.guard().condition(), base),
                                i.guard().expected(),
                                i.guard().text()));
            case Input.Each i -> new Input.Each(moved(i.list(), base), i.path());
            case Input.Element i -> new Input.Element(moved(i.list(), base), i.fanOut());
            case Input.Constant i -> i;
            case Input.Context i -> i;
            case Input.FromSecret i -> i;
        };
    }
}
