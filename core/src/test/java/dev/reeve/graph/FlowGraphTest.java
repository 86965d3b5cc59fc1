package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowGraphTest {
    private final Graphs flow = Graphs.named("etl");

    @Test
    void whatWasDefinedIsKept() {
        int country = flow.parameter("country", null);
        int load = flow.task("load_data", inputs -> inputs[0], new Input.FromParameter(country));
        FlowGraph graph = flow.result(new Input.FromNode(load)).build();

        assertThat(graph.name()).isEqualTo("etl");
        assertThat(graph.parameters()).extracting(ParameterSpec::required).containsExactly(true);
        assertThat(graph.size()).isEqualTo(1);
        assertThat(graph.result()).isEqualTo(new Input.FromNode(load));
    }

    @Test
    void aNodeIsFoundByItsNameAndByThatOfItsMethod() {
        int load = flow.task("load_data");
        FlowGraph graph = flow.build();

        assertThat(graph.node("load_data")).contains(graph.node(load));
        assertThat(graph.node("loadData")).contains(graph.node(load));
        assertThat(graph.node("load")).isEmpty();
    }

    @Test
    void anEmptyFlowIsAGraph() {
        FlowGraph graph = flow.build();

        assertThat(graph.size()).isZero();
        assertThat(graph.referenceNodes()).isEmpty();
        assertThat(graph.edges().count()).isZero();
    }

    @Test
    void terminalNodesDecideUnlessOthersAreNamed() {
        int a = flow.task("a");
        int b = flow.task("b", a);
        int c = flow.task("c", a);
        assertThat(flow.build().referenceNodes()).containsExactly(b, c);

        FlowGraph named = flow.references(a).build();
        assertThat(named.referenceNodes()).containsExactly(a);
        assertThat(named.terminal(a)).isFalse();
        assertThat(named.terminal(c)).isTrue();
    }

    @Test
    void theOrderIsThatOfDefinitionWhereThatIsPossible() {
        int a = flow.task("a");
        int b = flow.task("b");
        int c = flow.task("c", a);
        assertThat(order(flow.build())).containsExactly(a, b, c);

        int d = flow.task("d");
        assertThat(order(flow.after(a, d).build())).containsExactly(b, d, a, c);
    }

    @Test
    void aNodeThatWaitsForItselfIsACycle() {
        int a = flow.task("a");

        assertThat(cycle(flow.after(a, a))).containsExactly("a");
    }

    @Test
    void aCycleIsNamedWithoutWhatOnlyLeadsToItOrFromIt() {
        int before = flow.task("before");
        int a = flow.task("a", before);
        int b = flow.task("b", a);
        int c = flow.task("c", b);
        flow.task("behind", c);

        List<String> cycle = cycle(flow.inputs(a, Graphs.results(before, c)));
        assertThat(cycle).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(String.join("", cycle) + String.join("", cycle)).contains("abc"); // each for the one before it
    }

    @Test
    void theFixtureRefusesACycleAndNamesIt() {
        int a = flow.task("a");

        assertThatThrownBy(() -> flow.after(a, a).build()).hasMessage("these nodes wait for each other: [a]");
    }

    @Test
    void aChainIsSortedHoweverLong() {
        int length = 100_000;
        for (int i = 0; i < length; i++) {
            flow.task("t" + i);
        }
        for (int i = 0; i + 1 < length; i++) { // the last defined comes first
            flow.after(i, i + 1);
        }
        FlowGraph graph = flow.build();

        assertThat(graph.topologicalOrder(0)).isEqualTo(length - 1);
        assertThat(graph.topologicalOrder(length - 1)).isZero();
    }

    @Test
    void aCycleIsFoundHoweverLong() {
        int length = 100_000;
        for (int i = 0; i < length; i++) {
            flow.task("t" + i);
            flow.after(i, (i + 1) % length);
        }

        assertThat(cycle(flow)).hasSize(length).doesNotHaveDuplicates();
    }

    @Test
    void aGraphOfManyNodesAndEdgesIsRight() {
        int size = 63_000;
        Random random = new Random(63);
        int[][] reads = new int[size][];
        int edges = 0;
        for (int node = 0; node < size; node++) {
            reads[node] = random.ints(Math.min(node, 5), 0, Math.max(1, node))
                    .distinct()
                    .toArray();
            edges += reads[node].length;
            flow.task("t" + node, reads[node]);
        }
        FlowGraph graph = flow.build();

        assertThat(edges).isGreaterThan(256_000);
        assertThat(graph.edges().count()).isEqualTo(edges);
        for (int node = 0; node < size; node++) {
            int[] found = new int[graph.edges().upCount(node)];
            for (int i = 0; i < found.length; i++) {
                found[i] = graph.edges().up(graph.edges().upFrom(node) + i);
            }
            assertThat(found).isEqualTo(reads[node]);
        }
    }

    private static List<Integer> order(FlowGraph graph) {
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < graph.size(); place++) {
            order.add(graph.topologicalOrder(place));
        }
        return order;
    }

    private static List<String> cycle(Graphs flow) {
        assertThat(flow.outcome()).isInstanceOf(FlowGraph.Outcome.Cyclic.class);
        return ((FlowGraph.Outcome.Cyclic) flow.outcome())
                .cycle().stream().map(GraphNode::name).toList();
    }
}
