package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.state.SkipRule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final Desk desk = new Desk();
    private final Catalog catalog = desk.ledger.catalog();

    @AfterEach
    void close() {
        desk.close();
    }

    private static Registration registration(String hash, String bundle, Node... nodes) {
        return new Registration(
                "etl",
                hash,
                new FlowStructure(List.of(nodes)),
                "[ 1 ]",
                null,
                bundle,
                List.of("b", "a", "b"),
                "# Read me");
    }

    @Test
    void sameStructureIsNoNewVersionButBringsItsBundle() {
        int project = desk.project.id();
        FlowVersion first = catalog.register(project, registration("h1", "{\"sum\":1}", Node.task("a")));
        FlowVersion same = catalog.register(project, registration("h1", "{\"sum\":2}", Node.task("a")));
        FlowVersion next = catalog.register(project, registration("h2", "{\"sum\":3}", Node.task("b")));
        FlowVersion back = catalog.register(project, registration("h1", "{\"sum\":4}", Node.task("a")));

        assertThat(List.of(first, same, next, back))
                .extracting(FlowVersion::version)
                .containsExactly(1, 1, 2, 3);
        assertThat(same.id()).isEqualTo(first.id());
        assertThat(same.bundle()).isEqualTo("{\"sum\":2}");
        assertThat(catalog.newest(project, "etl")).contains(back);
        assertThat(catalog.flows(project)).containsExactly(back);
        assertThat(catalog.version(next.id())).contains(next);
        assertThat(back.labels()).containsExactly("a", "b");
        assertThat(back.parameters()).isEqualTo("[ 1 ]");
    }

    @Test
    void versionThatIsKnownIsReadAnewOnceItIsAnotherRow() {
        int project = desk.project.id();
        FlowVersion first = catalog.register(project, registration("h1", "{\"sum\":1}", Node.task("a")));
        assertThat(catalog.version(first.id())).contains(first);
        assertThat(found()).containsExactly(first);
        FlowVersion same = catalog.register(project, registration("h1", "{\"sum\":2}", Node.task("a")));
        assertThat(catalog.version(first.id())).contains(same);
        assertThat(found()).containsExactly(same);
        FlowVersion next = catalog.register(project, registration("h2", "{\"sum\":3}", Node.task("b")));
        assertThat(found()).containsExactly(next);
        assertThat(catalog.newest("etl", "no such project")).isEmpty();
        assertThat(catalog.version(Integer.MAX_VALUE)).isEmpty();
        assertThat(catalog.project(project)).contains(desk.project);
        assertThat(catalog.project(Integer.MAX_VALUE)).isEmpty();
    }

    private List<FlowVersion> found() {
        return catalog.newest("etl", desk.project.name()).stream()
                .map(Catalog.Newest::version)
                .toList();
    }

    @Test
    void structureComesBackAsItWas() {
        Node[] nodes = {
            Node.task("pages"),
            new Node("fetch", Kind.MAP, 3, SkipRule.ANYTHING, false, List.of(Upstream.data(0)), "{\"tags\":[]}"),
            new Node("parse", Kind.MAP, 0, SkipRule.NOTHING, true, List.of(new Upstream(1, EdgeKind.EACH)), "")
        };
        FlowVersion version = catalog.register(desk.project.id(), registration("h", "{}", nodes));
        assertThat(version.structure().tasks()).containsExactly(nodes);
    }

    /** Written by this release, read by all later ones. */
    @Test
    void structureIsWrittenInFormatOne() {
        Node node =
                new Node("parse", Kind.MAP, 2, SkipRule.NOTHING, true, List.of(new Upstream(0, EdgeKind.EACH)), "{}");
        String written = "{\"format\":1,\"tasks\":["
                + "{\"name\":\"a\",\"kind\":\"TASK\",\"retries\":0,\"skipRule\":\"WHOLE_NODES\",\"reference\":true,"
                + "\"more\":\"\",\"upstreams\":[]},"
                + "{\"name\":\"parse\",\"kind\":\"MAP\",\"retries\":2,\"skipRule\":\"NOTHING\",\"reference\":true,"
                + "\"more\":\"{}\",\"upstreams\":[{\"task\":0,\"kind\":\"EACH\"}]}]}";
        FlowStructure structure = new FlowStructure(List.of(Node.task("a"), node));

        assertThat(StructureJson.write(structure)).isEqualTo(written);
        assertThat(StructureJson.read(written)).isEqualTo(structure);
        assertThatThrownBy(() -> StructureJson.read("{\"format\":2}")).hasMessageContaining("format 2");
    }

    @Test
    void registeredTogetherIsOneVersion() {
        List<CompletableFuture<FlowVersion>> together = Stream.generate(() ->
                        Desk.async(() -> catalog.register(desk.project.id(), registration("h", "{}", Node.task("a")))))
                .limit(8)
                .toList();
        assertThat(together.stream().map(each -> each.join().id()).distinct()).hasSize(1);
    }

    @Test
    void whatIsWrongIsNamed() {
        int project = desk.project.id();
        assertThatThrownBy(() -> catalog.register(project, registration("h", "{", Node.task("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bundle is no JSON");
        assertThatThrownBy(() -> new FlowStructure(List.of(Node.task("a", Upstream.data(0)))))
                .hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> Labels.checked(List.of("fine", "two\nlines"))).hasMessageContaining("is no label");
        assertThat(catalog.project("no such project")).isEmpty();
        assertThat(catalog.projects()).contains(desk.project);
        assertThat(catalog.project(desk.project.name(), "again")).isEqualTo(desk.project);
    }
}
