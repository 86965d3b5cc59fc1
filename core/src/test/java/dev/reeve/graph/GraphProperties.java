package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Random graphs, held against the list of pairs that they were made from. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class GraphProperties {
    /** {@code from} runs first. */
    record Pair(int from, int to, EdgeKind kind) {}

    /** Pairs over the nodes from 0 to {@code size} (exclusive). */
    record Plan(int size, Set<Pair> pairs) {}

    @Provide
    Arbitrary<Plan> anyGraphs() {
        return Arbitraries.integers()
                .between(1, 30)
                .flatMap(size -> pairs(size)
                        .set()
                        .uniqueElements(pair -> List.of(pair.from(), pair.to()))
                        .ofMaxSize(size * 2)
                        .map(pairs -> new Plan(size, pairs)));
    }

    /** Without cycles, yet not in the order of definition: pairs go up in a shuffled order. */
    @Provide
    Arbitrary<Plan> acyclicGraphs() {
        return anyGraphs()
                .flatMap(plan -> Arbitraries.shuffle(upTo(plan.size())).map(places -> {
                    Set<Pair> ascending = new HashSet<>(plan.pairs());
                    ascending.removeIf(pair -> places.get(pair.from()) >= places.get(pair.to()));
                    return new Plan(plan.size(), ascending);
                }));
    }

    @Property
    void eachNodeComesAfterItsUpstreamsAndOnce(@ForAll("acyclicGraphs") Plan plan) {
        FlowGraph graph = graph(plan).build();
        List<Integer> order = order(graph);

        assertThat(order).containsExactlyInAnyOrderElementsOf(upTo(plan.size()));
        for (Pair pair : plan.pairs()) {
            assertThat(order.indexOf(pair.from())).isLessThan(order.indexOf(pair.to()));
        }
    }

    @Property
    void amongThoseThatMayComeNextTheFirstDefinedComes(@ForAll("acyclicGraphs") Plan plan) {
        FlowGraph graph = graph(plan).build();
        Set<Integer> placed = new HashSet<>();
        for (int node : order(graph)) {
            int first = upTo(plan.size()).stream()
                    .filter(candidate -> !placed.contains(candidate))
                    .filter(candidate -> plan.pairs().stream()
                            .allMatch(pair -> pair.to() != candidate || placed.contains(pair.from())))
                    .findFirst()
                    .orElseThrow();
            assertThat(node).isEqualTo(first);
            placed.add(node);
        }
    }

    @Property
    void upstreamsAndDownstreamsAreThePairsSeenFromBothSides(@ForAll("acyclicGraphs") Plan plan) {
        Edges edges = graph(plan).build().edges();
        Set<Pair> up = new HashSet<>();
        Set<Pair> down = new HashSet<>();
        for (int node = 0; node < plan.size(); node++) {
            for (int e = edges.upFrom(node); e < edges.upFrom(node + 1); e++) {
                up.add(new Pair(edges.up(e), node, edges.upKind(e)));
            }
            for (int e = edges.downFrom(node); e < edges.downFrom(node + 1); e++) {
                down.add(new Pair(node, edges.down(e), edges.downKind(e)));
            }
        }
        assertThat(up).isEqualTo(plan.pairs());
        assertThat(down).isEqualTo(plan.pairs());
        assertThat(edges.count()).isEqualTo(plan.pairs().size());
        assertThat(edges.upFrom(plan.size())).isEqualTo(edges.count());
        assertThat(edges.downFrom(plan.size())).isEqualTo(edges.count());
    }

    @Property
    void terminalNodesAreThoseThatNothingComesAfter(@ForAll("acyclicGraphs") Plan plan) {
        FlowGraph graph = graph(plan).build();
        List<Integer> terminal = new ArrayList<>(upTo(plan.size()));
        plan.pairs().forEach(pair -> terminal.remove((Integer) pair.from()));

        assertThat(graph.referenceNodes()).isEqualTo(terminal);
        for (int node = 0; node < plan.size(); node++) {
            assertThat(graph.terminal(node)).isEqualTo(terminal.contains(node));
            assertThat(graph.edges().downCount(node) == 0).isEqualTo(terminal.contains(node));
        }
    }

    @Property
    void aGraphIsRefusedIfAndOnlyIfItHasACycleAndTheOneNamedIsOne(@ForAll("anyGraphs") Plan plan) {
        switch (graph(plan).outcome()) {
            case FlowGraph.Outcome.Sound sound ->
                assertThat(left(plan)).as("nodes that wait for each other").isEmpty();
            case FlowGraph.Outcome.Cyclic cyclic -> {
                List<Integer> cycle =
                        cyclic.cycle().stream().map(GraphNode::index).toList();
                assertThat(left(plan)).containsAll(cycle);
                assertThat(cycle).isNotEmpty().doesNotHaveDuplicates();
                for (int i = 0; i < cycle.size(); i++) {
                    int from = cycle.get((i + cycle.size() - 1) % cycle.size());
                    int to = cycle.get(i);
                    assertThat(plan.pairs())
                            .as("%s waits for %s", to, from)
                            .anyMatch(pair -> pair.from() == from && pair.to() == to);
                }
            }
        }
    }

    /** What is left if nodes without upstreams are taken away until there are none: empty if there is no cycle. */
    private static Set<Integer> left(Plan plan) {
        Set<Integer> left = new HashSet<>(upTo(plan.size()));
        boolean removed = true;
        while (removed) {
            removed = left.removeIf(
                    node -> plan.pairs().stream().noneMatch(pair -> pair.to() == node && left.contains(pair.from())));
        }
        return left;
    }

    private static Arbitrary<Pair> pairs(int size) {
        Arbitrary<Integer> nodes = Arbitraries.integers().between(0, size - 1);
        Arbitrary<EdgeKind> kinds = Arbitraries.of(EdgeKind.DATA, EdgeKind.ORDER, EdgeKind.GUARD);
        return Combinators.combine(nodes, nodes, kinds).as(Pair::new);
    }

    private static Graphs graph(Plan plan) {
        Graphs flow = Graphs.named("random");
        for (int node = 0; node < plan.size(); node++) {
            flow.task("t" + node);
        }
        for (int node = 0; node < plan.size(); node++) {
            flow.inputs(node, Graphs.results(sources(plan, node, EdgeKind.DATA)));
            flow.after(node, boxed(sources(plan, node, EdgeKind.ORDER)));
            Guard[] guards = Arrays.stream(sources(plan, node, EdgeKind.GUARD))
                    .mapToObj(source -> Graphs.guard(source, true))
                    .toArray(Guard[]::new);
            flow.guards(node, guards);
        }
        return flow;
    }

    private static int[] sources(Plan plan, int node, EdgeKind kind) {
        return plan.pairs().stream()
                .filter(pair -> pair.to() == node && pair.kind() == kind)
                .mapToInt(Pair::from)
                .toArray();
    }

    private static Integer[] boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    }

    private static List<Integer> upTo(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> order(FlowGraph graph) {
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < graph.size(); place++) {
            order.add(graph.topologicalOrder(place));
        }
        return order;
    }
}
