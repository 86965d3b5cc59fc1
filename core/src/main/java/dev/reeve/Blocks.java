package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the blocks that are run for each element out of a flow. While a flow is defined, their tasks stand among all
 * others; in the graph that runs, each block is a graph of its own, which its fan-out runs once for each element.
 */
final class Blocks {
    private static final int ROOT = -1;

    private final Definition definition;
    private final FlowGraph flat;
    /** For each node, the fan-out whose block it is directly in; {@link #ROOT} for none. */
    private final int[] home;
    /** For each node, its index in the graph that it is in. */
    private final int[] place;

    private Blocks(Definition definition, FlowGraph flat) {
        this.definition = definition;
        this.flat = flat;
        this.home = new int[flat.size()];
        this.place = new int[flat.size()];
        int[] counts = new int[flat.size() + 1];
        for (NodeSpec spec : definition.nodes()) {
            int v = spec.index();
            home[v] = homeOf(spec.scopes());
            place[v] = counts[home[v] + 1]++;
        }
    }

    /**
     * The graph that runs, and where each node is in it.
     *
     * @param places for each handle, the index of its node in the graph; -1 for one in a block
     */
    record Taken(FlowGraph graph, int[] places) {}

    /** Takes the blocks out of a graph that has some; what is wrong with them becomes a problem of the definition. */
    static @Nullable Taken takenOut(Definition definition, FlowGraph flat) {
        Blocks blocks = new Blocks(definition, flat);
        FlowGraph graph = blocks.graph(ROOT, flat.name(), new Captures(blocks, ROOT), flat.result());
        int[] places = new int[flat.size()];
        Arrays.setAll(places, v -> blocks.home[v] == ROOT ? blocks.place[v] : -1);
        return graph == null ? null : new Taken(graph.drawnAs(flat), places);
    }

    private int homeOf(List<Scope> scopes) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            NodeSpec fanOut = definition.fanOut(scopes.get(i));
            if (fanOut != null) {
                return fanOut.index();
            }
        }
        return ROOT;
    }

    int home(int v) {
        return home[v];
    }

    int place(int v) {
        return place[v];
    }

    FlowGraph flat() {
        return flat;
    }

    /** Whether {@code block} is {@code inner} or around it. */
    boolean around(int block, int inner) {
        int at = inner;
        while (at != block && at != ROOT) {
            at = home[at];
        }
        return at == block;
    }

    private @Nullable FlowGraph graph(int block, String name, Captures captures, @Nullable Input result) {
        List<GraphNode> nodes = new ArrayList<>();
        for (GraphNode node : flat.nodes()) {
            if (home[node.index()] == block) {
                nodes.add(node(node, captures));
            }
        }
        Input yielded = result == null ? null : captures.inside(result, null);
        List<Integer> references = block != ROOT ? List.of() : ownReferences();
        FlowGraph.Outcome outcome = FlowGraph.of(
                name,
                flat.description(),
                block == ROOT ? flat.runName() : "",
                captures.parameters(),
                nodes,
                references,
                yielded);
        return outcome instanceof FlowGraph.Outcome.Sound sound
                ? sound.graph()
                : null; // a cycle was found in the flat one
    }

    private List<Integer> ownReferences() {
        List<Integer> own = new ArrayList<>();
        for (Node named : definition.references()) {
            int v = Results.spec(named).index();
            if (home[v] != ROOT) {
                outside(null, v, "referenceTasks(..)");
            }
            own.add(place[v]);
        }
        return own;
    }

    private GraphNode node(GraphNode node, Captures captures) {
        int v = node.index();
        List<Input> inputs = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        FlowGraph block = node.block();
        if (definition.isFanOut(v)) {
            Captures inner = new Captures(this, v);
            Input last = node.inputs().get(1);
            block = graph(v, flat.name() + "." + node.name(), inner, last);
            inputs.add(new Input.Each(captures.inside(node.inputs().getFirst(), node), List.of()));
            inner.captured().forEach(input -> inputs.add(captures.inside(input, node)));
            inner.afterAll().forEach(other -> after(after, other, node, captures));
        } else {
            node.inputs().forEach(input -> inputs.add(captures.inside(input, node)));
        }
        node.after().forEach(other -> after(after, other, node, captures));
        return new GraphNode(
                place[v],
                node.name(),
                node.baseName(),
                node.kind(),
                inputs,
                after,
                node.guards().stream()
                        .map(guard -> captures.inside(guard, node))
                        .toList(),
                node.scopes(),
                node.settings(),
                node.function(),
                node.body(),
                node.hasValue(),
                block);
    }

    /** A node of this block, or of one around it, then all of the block comes after it. */
    private void after(List<Integer> after, int other, GraphNode node, Captures captures) {
        if (home[other] == captures.block()) {
            after.add(place[other]);
        } else if (around(home[other], captures.block())) {
            captures.afterAll().add(other);
        } else {
            outside(node, other, "after(..)");
        }
    }

    /** Something in a block is used where the block does not run. */
    void outside(@Nullable GraphNode user, int used, String what) {
        String cause = what + " names \"" + flat.node(used).name() + "\", which is in the block of \""
                + flat.node(home[used]).name() + "\" and runs once for each element.";
        String remedy = "Return from the block what is wanted of it: the fan-out yields the list of that.";
        if (user == null) {
            definition.problems().add(cause, remedy);
        } else {
            definition.problems().add(definition.nodes().get(user.index()), cause, remedy);
        }
    }

    /** The element of a block is used where the block does not run. */
    void outsideElement(@Nullable GraphNode user, int fanOut) {
        String cause = "it uses the element of \"" + flat.node(fanOut).name() + "\" outside of that block.";
        String remedy = "Return from the block what is wanted of it: the fan-out yields the list of that.";
        if (user == null) {
            definition.problems().add(cause, remedy);
        } else {
            definition.problems().add(definition.nodes().get(user.index()), cause, remedy);
        }
    }

    /** The parameters of the whole flow. */
    List<ParameterSpec> parameters() {
        return flat.parameters();
    }

    /** The numbers of the flow's parameters. */
    IntStream parameterNumbers() {
        return IntStream.range(0, flat.parameters().size());
    }
}
