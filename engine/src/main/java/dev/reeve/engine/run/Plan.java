package dev.reeve.engine.run;

import dev.reeve.graph.Body;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;
import dev.reeve.state.TriggerRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a graph before it runs, worked out once and shared by all runs of it. Immutable but for its pace,
 * which runs learn.
 */
public final class Plan {
    private static final int[] NO_PARTNERS = {};

    private final FlowGraph graph;
    private final PlannedNode[] nodes;
    /** Ranks: the smaller, the sooner it runs among what is ready. */
    private final int[] rank;

    private final int[] nodeOfRank;
    private final int[] upstreams;
    private final int[] readers;

    private final int[] resultNodes;
    private final Pace pace = new Pace();
    private final @Nullable Reader result;

    /** What is worked out for one node. {@code lists} is null but for a mapped node. */
    record PlannedNode(
            GraphNode node,
            Reader[] inputs,
            @Nullable Object[] absent,
            Reader[] conditions,
            @Nullable Reader @Nullable [] lists,
            int[] wholePartners,
            boolean decides,
            boolean kept,
            boolean mayStream,
            @Nullable Body closer) {}

    Plan(FlowGraph graph, boolean inOrder) {
        this.graph = graph;
        int size = graph.size();
        this.nodes = new PlannedNode[size];
        this.upstreams = new int[size];
        this.readers = new int[size];
        boolean[] kept = keptNodes(graph);
        Edges edges = graph.edges();
        for (int v = 0; v < size; v++) {
            nodes[v] = planned(graph.node(v), kept[v]);
            upstreams[v] = edges.upCount(v);
            for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
                if (edges.upKind(e) != EdgeKind.ORDER) {
                    readers[edges.up(e)]++;
                }
            }
        }
        this.nodeOfRank = byPriority(
                graph,
                inOrder ? IntStream.range(0, size).map(graph::topologicalOrder).toArray() : byUrgency(graph));
        Input yielded = graph.result();
        this.resultNodes = yielded == null ? new int[0] : nodesRead(yielded);
        this.result =
                yielded == null ? null : new Reader.Compiler("the flow's result", resultNodes, false).value(yielded);
        this.rank = new int[size];
        for (int r = 0; r < size; r++) {
            rank[nodeOfRank[r]] = r;
        }
    }

    private PlannedNode planned(GraphNode node, boolean kept) {
        NodeSettings settings = node.settings();
        @Nullable Object[] absent = new @Nullable Object[node.inputs().size()];
        for (int i = 0; i < absent.length; i++) {
            absent[i] = absentFor(node.inputs().get(i));
        }
        return new PlannedNode(
                node,
                Reader.inputsOf(graph, node),
                absent,
                Reader.conditionsOf(graph, node),
                node.mapped() ? Reader.listsOf(graph, node) : null,
                node.mapped() ? Alignment.wholePartners(graph, node) : NO_PARTNERS,
                !node.guards().isEmpty() || settings.trigger() instanceof TriggerRule.Own,
                kept,
                node.kind() != Kind.OPEN && Spilling.mayStream(node.function().resultType()),
                node.kind() == Kind.OPEN ? Cleanup.closer(graph, node) : null);
    }

    /** The function of a mapped node tells the type of one child's value, not of the list of them. */
    private @Nullable Object absentFor(Input input) {
        int node = Alignment.partner(graph, input);
        boolean oneChild =
                input instanceof Input.Each each && node >= 0 && each.path().isEmpty();
        if (input instanceof Input.FromNode from && !graph.node(from.node()).mapped()) {
            node = from.node();
        } else if (!oneChild) {
            return null;
        }
        return Absent.seenAs(graph.node(node).function().resultType());
    }

    /** Nodes whose result stays in the flow run: those at the end, those that decide, those asked for, the flow's. */
    private static boolean[] keptNodes(FlowGraph graph) {
        boolean[] kept = new boolean[graph.size()];
        for (GraphNode node : graph.nodes()) {
            kept[node.index()] = node.settings().keep() || graph.terminal(node.index());
        }
        for (int v : graph.referenceNodes()) {
            kept[v] = true;
        }
        if (graph.result() != null) {
            graph.result().forEachNode(v -> kept[v] = true);
        }
        return kept;
    }

    /**
     * Longest remaining path first, each task counted as one; within mapped nodes that feed each other child by child
     * the deepest first, so that one child's results are used up before the next child's pile up; then by definition.
     */
    private static int[] byUrgency(FlowGraph graph) {
        int size = graph.size();
        Edges edges = graph.edges();
        int[] path = new int[size];
        for (int place = size - 1; place >= 0; place--) {
            int v = graph.topologicalOrder(place);
            for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
                path[v] = Math.max(path[v], path[edges.down(e)]);
            }
            path[v]++;
        }
        int[] depth = new int[size];
        for (int place = 0; place < size; place++) {
            int v = graph.topologicalOrder(place);
            for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
                if (edges.upKind(e) == EdgeKind.EACH) { // as urgent as the nodes it takes children from, but deeper
                    depth[v] = Math.max(depth[v], depth[edges.up(e)] + 1);
                    path[v] = Math.max(path[v], path[edges.up(e)]);
                }
            }
        }
        long[] keys = new long[size];
        for (int v = 0; v < size; v++) {
            keys[v] = (long) (size - path[v]) << 42 | (long) (0x1FFFFF - Math.min(depth[v], 0x1FFFFF)) << 21 | v;
        }
        if (!ascending(keys)) { // a single task, a chain, tasks beside each other are; sorting has a start of its own
            Arrays.sort(keys);
        }
        int[] nodes = new int[size];
        for (int r = 0; r < size; r++) {
            nodes[r] = (int) (keys[r] & 0x1FFFFF);
        }
        return nodes;
    }

    /** Those of higher priority first, else in the order they have. */
    private static int[] byPriority(FlowGraph graph, int[] nodes) {
        for (int v : nodes) {
            if (priority(graph, v) != 0) {
                return IntStream.of(nodes)
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer node) -> priority(graph, node))
                                .reversed())
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return nodes;
    }

    private static int priority(FlowGraph graph, int v) {
        return graph.node(v).settings().manner().priority();
    }

    private static boolean ascending(long[] keys) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] > keys[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] nodesRead(Input input) {
        IntStream.Builder nodes = IntStream.builder();
        input.forEachNode(nodes);
        return nodes.build().sorted().distinct().toArray();
    }

    /** How long works of this graph usually take. */
    Pace pace() {
        return pace;
    }

    /** What reads the flow's result; null if it has none. */
    @Nullable
    Reader result() {
        return result;
    }

    /** The nodes that the flow's result is read from. A copy. */
    int[] resultNodes() {
        return resultNodes.clone();
    }

    FlowGraph graph() {
        return graph;
    }

    int size() {
        return nodes.length;
    }

    PlannedNode node(int v) {
        return nodes[v];
    }

    int rank(int v) {
        return rank[v];
    }

    int nodeOfRank(int r) {
        return nodeOfRank[r];
    }

    /** For each node, how many upstream nodes it waits for. A copy. */
    int[] upstreams() {
        return upstreams.clone();
    }

    /** For each node, how many nodes read its result. A copy. */
    int[] readers() {
        return readers.clone();
    }

    /** Whether that node is a merge, which reads branches that may be absent. */
    static boolean merges(GraphNode node) {
        return node.kind() == Kind.MERGE;
    }
}
