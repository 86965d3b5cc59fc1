package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.http.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures of a run and of its flow. */
class GraphPageTest {
    private final Showcase show = Showcase.get();

    private JsonNode get(String path) {
        Wire.Reply reply = show.server.wire().get("/api/v1" + path, show.viewer);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<Double> seconds(JsonNode times) {
        long zero = Micros.of(Showcase.T0);
        return times.valueStream()
                .map(time -> time.asLong() == 0 ? -1 : (time.asLong() - zero) / 1e6)
                .toList();
    }

    private static List<String> states(JsonNode graph) {
        return graph.get("state")
                .valueStream()
                .map(place -> graph.get("states").get(place.asInt()).asString())
                .toList();
    }

    @Test
    void graphOfARunHasARowForEachNodeAndCountsChildren() {
        JsonNode graph = get("/flow-runs/" + show.succeeded + "/graph");

        assertThat(graph.get("node").valueStream().map(JsonNode::asInt)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(graph.get("child").valueStream().map(JsonNode::asInt)).containsOnly(-1);
        assertThat(states(graph)).containsOnly("Success");
        assertThat(seconds(graph.get("sched"))).containsExactly(0.0, 2.0, 2.0, 9.0, 10.0, 2.0);
        assertThat(seconds(graph.get("queued"))).containsExactly(0.0, -1.0, -1.0, 9.0, 10.0, 2.0);
        assertThat(seconds(graph.get("start"))).containsExactly(1.0, 2.0, 2.0, 9.0, 10.0, 2.0);
        assertThat(seconds(graph.get("end"))).containsExactly(2.0, 8.0, 9.0, 10.0, 12.0, 3.0);
        assertThat(graph.at("/mapped/1/Success").asInt()).isEqualTo(2);
        assertThat(graph.get("cut").asInt()).isZero();
    }

    @Test
    void expandedNodeShowsItsChildrenAndTheirAttempts() {
        JsonNode graph = get("/flow-runs/" + show.succeeded + "/graph?expand=1");

        assertThat(graph.get("node").valueStream().map(JsonNode::asInt)).containsExactly(0, 1, 2, 3, 4, 5, 1, 1);
        assertThat(graph.get("child").valueStream().map(JsonNode::asInt)).endsWith(0, 1);
        assertThat(graph.get("attempt").valueStream().map(JsonNode::asInt)).endsWith(1, 2);
        assertThat(seconds(graph.get("queued"))).endsWith(2.0, 2.0);
        assertThat(seconds(graph.get("end"))).endsWith(3.0, 8.0);
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flow-runs/" + show.succeeded + "/graph?expand=x", show.viewer)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void runThatWaitsHasPendingNodesOnly() {
        JsonNode graph = get("/flow-runs/" + show.waiting + "/graph");

        assertThat(states(graph)).hasSize(6).containsOnly("Pending");
        assertThat(seconds(graph.get("sched"))).containsOnly(-1.0);
    }

    @Test
    void revisionGrowsWithTheRun() {
        long before = get("/flow-runs/" + show.waiting + "/graph").get("rev").asLong();

        assertThat(get("/flow-runs/" + show.succeeded + "/graph").get("rev").asLong())
                .isGreaterThan(before);
    }

    private static String step(JsonNode step) {
        return step.get("node").asInt()
                + (step.get("child").asInt() < 0 ? "" : "[" + step.get("child").asInt() + "]")
                + " " + step.get("waiting").asLong() / 1e6 + " "
                + step.get("queue").asLong() / 1e6 + " "
                + step.get("exec").asLong() / 1e6 + " " + step.get("slack").asLong() / 1e6;
    }

    @Test
    void criticalPathGoesThroughTheChildThatWasLateAndCountsItsRetry() {
        JsonNode path = get("/flow-runs/" + show.succeeded + "/critical-path");

        assertThat(path.get("length").asLong()).isEqualTo(12_000_000);
        assertThat(path.get("path").valueStream().map(GraphPageTest::step))
                .containsExactly(
                        "0 0.0 1.0 1.0 0.0",
                        "1[1] 1.0 1.0 4.0 0.0", // one second until the retry
                        "2[1] 0.0 0.5 0.5 0.0",
                        "2 0.0 0.0 0.0 0.0",
                        "3 0.0 0.0 1.0 0.0",
                        "4 0.0 0.0 2.0 0.0");
        assertThat(path.get("others").valueStream().map(GraphPageTest::step))
                .containsExactly("1 0.0 0.0 0.0 1.0", "5 0.0 0.0 1.0 9.0");
    }

    @Test
    void runThatDidNotBeginHasNoPath() {
        JsonNode path = get("/flow-runs/" + show.waiting + "/critical-path");

        assertThat(path.get("path")).isEmpty();
        assertThat(path.get("length").asLong()).isZero();
    }

    @Test
    void structureIsDrawnWithTheFlowsWithin() {
        JsonNode drawing = get("/flows/" + show.flow + "/versions/1/structure");

        assertThat(drawing.get("nodes")
                        .valueStream()
                        .map(node -> node.get("name").asString()))
                .containsExactly("pages", "fetch", "parse", "merge", "publish", "aside", "a", "b");
        assertThat(drawing.get("nodes").get(7).get("group").asInt()).isEqualTo(4);
        assertThat(drawing.get("nodes").get(3).has("group")).isFalse();
        List<Integer> edges =
                drawing.get("edges").valueStream().map(JsonNode::asInt).toList();
        List<String> pairs = new ArrayList<>();
        IntStream.range(0, edges.size() / 2).forEach(i -> pairs.add(edges.get(2 * i) + ">" + edges.get(2 * i + 1)));
        assertThat(pairs).containsExactlyInAnyOrder("0>1", "1>2", "2>3", "3>4", "0>5", "6>7");
    }

    @Test
    void structureThatABrowserHasIsNotSentAgain() {
        String path = "/api/v1/flows/" + show.flow + "/versions/1/structure";
        Wire.Reply first = show.server.wire().get(path, show.viewer);
        String tag = first.header("ETag");
        Wire.Reply again =
                show.server.wire().send("GET", path, show.viewer, new byte[0], "If-None-Match", "\"x\", W/" + tag);
        Wire.Reply other = show.server.wire().send("GET", path, show.viewer, new byte[0], "If-None-Match", "\"x\"");

        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void whatSomebodyDoesNotSeeIsNotThere() {
        for (String path : List.of(
                "/flow-runs/" + show.succeeded + "/graph",
                "/flow-runs/" + show.succeeded + "/critical-path",
                "/flows/" + show.flow + "/versions/1/structure")) {
            assertThat(show.server.wire().get("/api/v1" + path, show.stranger).status())
                    .isEqualTo(404);
        }
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flows/" + show.flow + "/versions/2/structure", show.viewer)
                        .status())
                .isEqualTo(404);
    }
}
