package dev.reeve.graph;

import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A defined flow as plain data: immutable, checked, shared by all runs of it.
 *
 * <p>Nodes stand in the order of definition. That order need not be one in which they can run, because
 * {@code after} may name a node that is defined later; {@link #topologicalOrder(int)} is.
 */
public final class FlowGraph {
    private final String name;
    private final String description;
    private final String runName;
    private final List<ParameterSpec> parameters;
    private final List<GraphNode> nodes;
    private final List<Integer> referenceNodes;
    private final @Nullable Input result;
    private final Edges edges;
    private final int[] topologicalOrder;
    private final @Nullable FlowGraph drawn;
    private final List<Consumer<StateChange>> watchers;
    private volatile @Nullable Map<String, GraphNode> byName; // the same whoever makes it, so no lock

    private FlowGraph(
            String name,
            String description,
            String runName,
            List<ParameterSpec> parameters,
            List<GraphNode> nodes,
            List<Integer> referenceNodes,
            @Nullable Input result,
            Edges edges,
            int[] topologicalOrder,
            @Nullable FlowGraph drawn,
            List<Consumer<StateChange>> watchers) {
        this.name = name;
        this.description = description;
        this.runName = runName;
        this.parameters = List.copyOf(parameters);
        this.nodes = List.copyOf(nodes);
        this.result = result;
        this.edges = edges;
        this.topologicalOrder = topologicalOrder;
        this.drawn = drawn;
        this.watchers = List.copyOf(watchers);
        this.referenceNodes = referenceNodes.isEmpty() ? terminalNodes(nodes, edges) : List.copyOf(referenceNodes);
    }

    /** A graph, or the cycles that keep it from being one. */
    public sealed interface Outcome {
        /** The graph. */
        record Sound(FlowGraph graph) implements Outcome {}

        /** Nodes that wait for each other: each for the one before it, the first for the last. */
        record Cyclic(List<GraphNode> cycle) implements Outcome {}
    }

    /** Makes a graph whose runs have made-up names. */
    public static Outcome of(
            String name,
            String description,
            List<ParameterSpec> parameters,
            List<GraphNode> nodes,
            List<Integer> referenceNodes,
            @Nullable Input result) {
        return of(name, description, "", parameters, nodes, referenceNodes, result);
    }

    /**
     * Makes a graph.
     *
     * @param runName template of the names of its runs; empty: they are made up
     * @param referenceNodes the nodes that decide the run's state; empty: those that nothing depends on, but what
     *     closes a resource
     * @param result what the flow yields, if it yields something
     */
    public static Outcome of(
            String name,
            String description,
            String runName,
            List<ParameterSpec> parameters,
            List<GraphNode> nodes,
            List<Integer> referenceNodes,
            @Nullable Input result) {
        Edges edges = Edges.of(nodes);
        TopologicalSort sort = new TopologicalSort(nodes.size(), edges);
        if (!sort.complete()) {
            return new Outcome.Cyclic(sort.cycle().stream().map(nodes::get).toList());
        }
        return new Outcome.Sound(new FlowGraph(
                name,
                description,
                runName,
                parameters,
                nodes,
                referenceNodes,
                result,
                edges,
                sort.order(),
                null,
                List.of()));
    }

    /** Nodes that nothing depends on. What closes a resource comes after those in its block, and hides none of them. */
    private static List<Integer> terminalNodes(List<GraphNode> nodes, Edges edges) {
        List<Integer> terminal = new ArrayList<>();
        for (int v = 0; v < nodes.size(); v++) {
            if (onlyCloses(nodes, edges, v)) {
                terminal.add(v);
            }
        }
        return Collections.unmodifiableList(terminal);
    }

    private static boolean onlyCloses(List<GraphNode> nodes, Edges edges, int v) {
        for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
            if (nodes.get(edges.down(e)).kind() != Kind.CLOSE) {
                return false;
            }
        }
        return true;
    }

    /** The flow's name. */
    public String name() {
        return name;
    }

    /** What the flow is for; empty if nobody said. */
    public String description() {
        return description;
    }

    /** Template of the names of its runs; empty if they are made up. */
    public String runName() {
        return runName;
    }

    /** Its parameters, in the order of definition. */
    public List<ParameterSpec> parameters() {
        return parameters;
    }

    /** Its nodes, in the order of definition. */
    public List<GraphNode> nodes() {
        return nodes;
    }

    /** How many nodes it has. */
    public int size() {
        return nodes.size();
    }

    /** The node with that index. */
    public GraphNode node(int index) {
        return nodes.get(index);
    }

    /** The node with that name; the name of its method does as well. */
    public Optional<GraphNode> node(String nodeName) {
        Map<String, GraphNode> named = byName();
        GraphNode node = named.get(nodeName);
        return Optional.ofNullable(node != null ? node : named.get(Names.snakeCase(nodeName)));
    }

    private Map<String, GraphNode> byName() {
        Map<String, GraphNode> known = byName;
        if (known == null) { // not before somebody asks by name
            known = HashMap.newHashMap(nodes.size());
            for (GraphNode node : nodes) {
                known.put(node.name(), node);
            }
            byName = known;
        }
        return known;
    }

    /** The indexes of the nodes that decide the run's state. */
    public List<Integer> referenceNodes() {
        return referenceNodes;
    }

    /** What the flow yields; null for nothing. */
    public @Nullable Input result() {
        return result;
    }

    /** The same graph, which {@code picture} shows to people. */
    public FlowGraph drawnAs(FlowGraph picture) {
        return new FlowGraph(
                name,
                description,
                runName,
                parameters,
                nodes,
                referenceNodes,
                result,
                edges,
                topologicalOrder,
                picture,
                watchers);
    }

    /** The same graph, whose runs these watch. */
    public FlowGraph watchedBy(List<Consumer<StateChange>> those) {
        return those.isEmpty()
                ? this
                : new FlowGraph(
                        name,
                        description,
                        runName,
                        parameters,
                        nodes,
                        referenceNodes,
                        result,
                        edges,
                        topologicalOrder,
                        drawn,
                        those);
    }

    /** Called on every change of state in each of its runs. */
    public List<Consumer<StateChange>> watchers() {
        return watchers;
    }

    /**
     * The graph that people are shown: in it, the tasks of blocks that are run for each element stand among the others,
     * where in this one each block is a graph of its own. Nodes have the same names in both.
     */
    public FlowGraph drawn() {
        return drawn == null ? this : drawn;
    }

    /** Its edges. */
    public Edges edges() {
        return edges;
    }

    /** Whether nothing depends on that node, but what closes a resource. */
    public boolean terminal(int node) {
        return onlyCloses(nodes, edges, node);
    }

    /** The node at a place of an order in which each comes after its upstreams, the earlier defined first. */
    public int topologicalOrder(int place) {
        return topologicalOrder[place];
    }
}
