package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Role;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.http.Access;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Keys that open something, asked for what is not theirs: of another project, of a run, of another agent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignKeysTest {
    /** Parts of a path that name something of a project. */
    private static final List<String> OF_A_PROJECT = List.of("{project}", "{flow}", "{run}", "{hook}", "{backfill}");

    /** For routes that read what they are told before they look for whom it is about. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /flow-runs/{run}/answer", "{\"task\":\"load\"}",
            "POST /flows/{flow}/backfills", "{\"from\":\"2027-01-01T00:00:00Z\",\"to\":\"2028-01-01T00:00:00Z\"}");

    private TestServer server;
    private RealPaths paths;
    private String elsewhere;
    private String otherAgent;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        paths = RealPaths.on(server);
        ReeveClient admin = server.admin();
        admin.createProject(new NewProject("Mine", ""));
        elsewhere = admin.createKey(new NewKey("k", KeyKind.USER, Role.MEMBER, "Mine", null))
                .key();
        otherAgent = admin.createKey(new NewKey("b", KeyKind.AGENT, null, null, null))
                .key();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Wire.Reply ask(String route, String path, String key) {
        String method = route.split(" ")[0];
        byte[] body = method.equals("GET") || method.equals("DELETE")
                ? new byte[0]
                : BODIES.getOrDefault(route, "{}").getBytes(StandardCharsets.UTF_8);
        return server.wire().send(method, path, key, body, "Content-Type", "application/json");
    }

    private static Stream<Map.Entry<String, Access>> routes() {
        return new TreeMap<>(AuthorizationTable.ROUTES).entrySet().stream();
    }

    @TestFactory
    Stream<DynamicTest> keyOfAProjectOpensNothingOfAnother() {
        return routes().filter(route -> OF_A_PROJECT.stream().anyMatch(route.getKey()::contains))
                .filter(route -> route.getValue() == Access.VIEWER || route.getValue() == Access.MEMBER)
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    Wire.Reply refused = ask(route.getKey(), paths.of(route.getKey()), elsewhere);
                    assertThat(refused.status()).as(refused.text()).isIn(403, 404);
                    if (route.getKey().startsWith("GET")) { // there is something that it does not see
                        int seen = ask(route.getKey(), paths.of(route.getKey()), TestServer.ADMIN)
                                .status();
                        assertThat(seen).isIn(200, 400, 422);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> keyOfARunOpensThatRunForItsRunnerAndNothingElse() {
        // of events of many runs each comes with its own key: see below
        return routes().filter(route -> !route.getKey().equals("POST /runs-in-hand:events"))
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    String own = paths.of(route.getKey());
                    Wire.Reply reply = ask(
                            route.getKey(),
                            own.replace(paths.run(), UUID.randomUUID().toString()),
                            paths.runKey());
                    if (route.getValue() == Access.OPEN) {
                        assertThat(reply.status()).isNotIn(401, 403);
                    } else {
                        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
                    }
                }));
    }

    /** There each run comes with its own key, so whoever sends it may be told of all, and writes no other. */
    @Test
    void keyOfARunTellsOfNoRunWhoseKeyIsNotBesideIt() {
        String route = "POST /runs-in-hand:events";
        for (String key : List.of("rvr_" + "x".repeat(70), paths.agentKey(), elsewhere, TestServer.ADMIN)) {
            Wire.Reply told = server.wire()
                    .send(
                            "POST",
                            paths.of(route),
                            paths.runKey(),
                            ("{\"runs\":[{\"runKey\":\"" + key
                                            + "\",\"batch\":{\"epoch\":1,\"firstSeq\":0,\"events\":[]}}]}")
                                    .getBytes(StandardCharsets.UTF_8),
                            "Content-Type",
                            "application/json");
            assertThat(told.status()).as(told.text()).isEqualTo(200);
            assertThat(told.text()).contains("\"status\":401").doesNotContain("\"next\"");
        }
        assertThat(ask(route, paths.of(route), paths.runKey()).status()).isEqualTo(422);
        assertThat(ask(route, paths.of(route), elsewhere).status()).isEqualTo(403);
        assertThat(ask(route, paths.of(route), paths.agentKey()).status()).isEqualTo(403);
    }

    @Test
    void keyOfARunIsGoodForThatRun() {
        for (String route : List.of(
                "GET /runs-in-hand/{run}", "GET /runs-in-hand/{run}/structure", "GET /runs-in-hand/{run}/journal")) {
            assertThat(ask(route, paths.of(route), paths.runKey()).status())
                    .as(route)
                    .isEqualTo(200);
        }
        String secret = paths.of("GET /runs-in-hand/{run}/secrets/{name}");
        assertThat(server.wire().get(secret, paths.runKey()).text()).contains("text");
        assertThat(server.wire().get(secret, paths.agentKey()).status()).isEqualTo(403);
    }

    @TestFactory
    Stream<DynamicTest> anotherAgentsKeyOpensNoSession() {
        return routes().filter(route -> route.getKey().contains("{session}"))
                .map(route -> DynamicTest.dynamicTest(
                        route.getKey(),
                        () -> assertThat(ask(route.getKey(), paths.of(route.getKey()), otherAgent)
                                        .status())
                                .isIn(403, 404, 409)));
    }

    @Test
    void keyOfAnEpochThatIsOverTellsNothingMore() throws InterruptedException {
        try (TestServer other = new TestServer()) {
            RealPaths there = RealPaths.on(other);
            other.sql("delete from run_lease; update flow_run set epoch = 2 where id = '" + there.run() + "'");
            String events = there.of("POST /runs-in-hand/{run}/events");
            Wire.Reply told = other.wire().post(events, there.runKey(), "{\"epoch\":1,\"firstSeq\":0,\"events\":[]}");
            assertThat(told.status()).as(told.text()).isEqualTo(409);
            assertThat(told.text()).contains("fenced");
            Wire.Reply lied = other.wire().post(events, there.runKey(), "{\"epoch\":2,\"firstSeq\":0,\"events\":[]}");
            assertThat(lied.status()).as(lied.text()).isIn(403, 409, 422);
            String secret = there.of("GET /runs-in-hand/{run}/secrets/{name}");
            assertThat(other.wire().get(secret, there.runKey()).status()).isIn(403, 409);
            assertThat(other.wire()
                            .get(there.of("GET /runs-in-hand/{run}"), there.runKey())
                            .status())
                    .isIn(403, 409);
        }
    }
}
