package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.contract.Contract;
import dev.reeve.server.http.Wire;
import dev.reeve.server.page.Showcase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What pages are made of, held against the contract, with answers that have something in them and queries that make no sense. */
class PagesContractTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "-1",
            "0",
            "1",
            "2147483648",
            "99999999999999999999",
            "1.5",
            "x",
            "null",
            "true",
            "%",
            "a\0b",
            "\uD800",
            "'; drop table flow_run; --",
            "{}",
            "[]",
            "Failed,Running",
            "nowhere",
            "2026-11-26T03:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "..",
            "\u202Ex\u001b[31m",
            "é",
            "x".repeat(3_000),
            "01920000-0000-7000-8000-000000000001",
            "01920000-0000-7000-8000-000000000001:-1",
            "1:-1",
            "9:999999999");

    private final Showcase show = Showcase.get();

    private void check(String path, String schema) {
        Wire.Reply reply = show.server.wire().get("/api/v1" + path, TestServer.ADMIN);
        assertThat(reply.status()).as(path + ": " + reply.text()).isEqualTo(200);
        OpenApiTest.check(reply, schema);
    }

    @Test
    void realAnswersAreAsItSays() {
        String run = "/flow-runs/" + show.succeeded;
        String flow = "/flows/" + show.flow;
        check(flow + "/versions", "VersionInfoPage");
        check(flow + "/versions/1/structure", "FlowDrawing");
        check(flow + "/versions/1/graph", "FlowStructure");
        check(flow + "/facts", "FlowFacts");
        check(flow + "/grid?runs=1", "GridRow");
        check(run + "/graph?expand=1,2", "RunGraph");
        check(run + "/critical-path", "CriticalPath");
        check(run + "/logs?limit=3", "Logs");
        check(run + "/logs/search?q=line", "LogHits");
        check(run + "/artifacts", "ArtifactInfoPage");
        check(run + "/task-runs?state=Success&node=1", "TaskRunPage");
        check("/flow-runs?count=true&state=Success,Failed", "FlowRunPage");
        check("/task-runs?state=Failed", "FoundTaskRunPage");
        check("/agents?ended=true", "Agents");
        check("/audit", "AuditEntryPage");
    }

    @TestFactory
    Stream<DynamicTest> noQueryMakesTheServerFail() {
        JsonNode paths = new YAMLMapper().readTree(Contract.yaml()).get("paths");
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : paths.propertyNames()) {
            JsonNode get = paths.get(path).get("get");
            if (get != null && !path.contains("runs-in-hand")) {
                get.path("parameters").forEach(parameter -> {
                    if (parameter.get("in").asString().equals("query")) {
                        String name = parameter.get("name").asString();
                        tests.add(DynamicTest.dynamicTest(path + " " + name, () -> tryAll(path, name)));
                    }
                });
            }
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    private void tryAll(String path, String name) {
        String there = path.replace("{run}", show.succeeded)
                .replace("{flow}", show.flow)
                .replaceAll("\\{\\w+}", "1");
        for (String value : HOSTILE) {
            String query = there + "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
            Wire.Reply reply = show.server.wire().get(query, TestServer.ADMIN);
            assertThat(reply.status())
                    .as("%s: %s", query, reply.text())
                    .isLessThan(500)
                    .isNotIn(401, 403, 405);
        }
    }
}
