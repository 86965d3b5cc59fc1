package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which edges the inputs, conditions and order of nodes make. An edge is written {@code source:KIND}. */
class EdgesTest {
    private final Graphs flow = Graphs.named("edges");
    private final int a = flow.task("a");
    private final int b = flow.task("b");
    private final int mapped = flow.map("mapped", inputs -> inputs, Graphs.each(a));

    @Test
    void constantsParametersContextAndSecretsMakeNone() {
        int parameter = flow.parameter("country", "Germany");
        assertThat(edgesOf(
                        new Input.Constant(1),
                        new Input.Constant(null),
                        new Input.FromParameter(parameter),
                        new Input.Context(),
                        new Input.FromSecret("key"),
                        new Input.Each(new Input.Constant(List.of(1, 2)), List.of())))
                .isEmpty();
    }

    @Test
    void aNodeIsReadHoweverDeepItStands() {
        Input part = new Input.Part(new Input.FromNode(b), whole -> whole, "text");
        Input all = new Input.All(List.of(new Input.Constant(1), new Input.Flat(part), new Input.FromNode(a)));

        assertThat(edgesOf(all)).containsExactly("b:DATA", "a:DATA");
        assertThat(edgesOf(new Input.Equal(new Input.FromNode(a), "x"))).containsExactly("a:DATA");
        assertThat(edgesOf(new Input.Element(new Input.FromNode(a), 9))).containsExactly("a:DATA");
    }

    @Test
    void upstreamsStandInTheOrderOfTheInputsEachOnce() {
        assertThat(edgesOf(Graphs.results(b, a, b))).containsExactly("b:DATA", "a:DATA");
    }

    @Test
    void childrenReadTheChildOfTheSameIndexOnlyFromAMappedNode() {
        assertThat(mapOver(Graphs.each(mapped))).containsExactly("mapped:EACH");
        assertThat(mapOver(Graphs.each(a))).containsExactly("a:DATA");
        assertThat(mapOver(new Input.Each(new Input.Flat(new Input.FromNode(mapped)), List.of())))
                .containsExactly("mapped:DATA");
        assertThat(mapOver(Graphs.each(mapped), new Input.FromNode(a))).containsExactly("mapped:EACH", "a:DATA");
    }

    @Test
    void whoeverReadsTheWholeBesideAnElementWaitsForTheWhole() {
        assertThat(mapOver(Graphs.each(mapped), new Input.FromNode(mapped))).containsExactly("mapped:DATA");
        assertThat(mapOver(new Input.FromNode(mapped), Graphs.each(mapped))).containsExactly("mapped:DATA");
        assertThat(mapOver(Graphs.each(mapped), Graphs.each(mapped))).containsExactly("mapped:EACH");
    }

    @Test
    void orderAndConditionsMakeEdgesOfTheirOwnKind() {
        int node = flow.task("node", a);
        flow.after(node, b).guards(node, Graphs.guard(mapped, true));

        assertThat(upstreams(flow.build(), node)).containsExactly("a:DATA", "mapped:GUARD", "b:ORDER");
    }

    @Test
    void aConditionThatIsReadAsWellCountsAsData() {
        int node = flow.task("node", a);
        flow.guards(node, Graphs.guard(a, true), Graphs.guard(b, true)).after(node, b);

        assertThat(upstreams(flow.build(), node)).containsExactly("a:DATA", "b:DATA");
    }

    @Test
    void aMergeReadsItsBranchesAndTheirConditions() {
        Input branch = new Input.When(new Input.FromNode(a), Graphs.guard(b, false));
        int merge = flow.add("merge", Kind.MERGE, null, branch);

        assertThat(upstreams(flow.build(), merge)).containsExactly("a:DATA", "b:GUARD");
    }

    @Test
    void theEdgeOfOneNodeDoesNotFoldIntoThatOfTheNext() {
        int first = flow.task("first", a);
        int second = flow.task("second");
        flow.after(second, a);
        FlowGraph graph = flow.build();

        assertThat(upstreams(graph, first)).containsExactly("a:DATA");
        assertThat(upstreams(graph, second)).containsExactly("a:ORDER");
    }

    @Test
    void moreThanTheFirstCapacityOfEdgesIsKept() {
        int[] many = new int[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = flow.task("t" + i);
        }
        int node = flow.task("node", many);

        assertThat(upstreams(flow.build(), node)).hasSize(300).doesNotHaveDuplicates();
    }

    private List<String> edgesOf(Input... inputs) {
        int node = flow.task("node" + inputs.length, given -> given, inputs);
        return upstreams(flow.build(), node);
    }

    private List<String> mapOver(Input... inputs) {
        int node = flow.map("map", given -> given, inputs);
        return upstreams(flow.build(), node);
    }

    private static List<String> upstreams(FlowGraph graph, int node) {
        Edges edges = graph.edges();
        List<String> found = new ArrayList<>();
        for (int e = edges.upFrom(node); e < edges.upFrom(node + 1); e++) {
            found.add(graph.node(edges.up(e)).name() + ":" + edges.upKind(e));
        }
        assertThat(edges.upCount(node)).isEqualTo(found.size());
        return found;
    }
}
