package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewUser;
import dev.reeve.api.ProjectChange;
import dev.reeve.api.Role;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.http.Access;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** Every route of the table, asked by everybody who may not take it and everybody who may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {
    private final Map<String, String> keys = new TreeMap<>();
    private TestServer server;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        ReeveClient admin = server.admin();
        admin.createProject(new NewProject("Demo", ""));
        keys.put("admin", TestServer.ADMIN);
        keys.put("member", key(Role.MEMBER, null));
        keys.put("viewer", key(Role.VIEWER, null));
        keys.put(
                "agent",
                admin.createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                        .key());
        keys.put("wrong", "rvu_" + "x".repeat(43));
        keys.put("wrong run", "rvr_" + "x".repeat(70));
        String revoked = key(Role.ADMIN, null);
        admin.revokeKey(id(revoked));
        keys.put("revoked", revoked);
        keys.put("expired", key(Role.ADMIN, null));
        server.sql("update api_key set expires_at = now() - interval '1 second' where id = '" + id(keys.get("expired"))
                + "'");
    }

    private final Map<String, String> ids = new TreeMap<>();

    private String key(Role role, String project) throws InterruptedException {
        var made = server.admin().createKey(new NewKey("k", KeyKind.USER, role, project, null));
        ids.put(made.key(), made.id());
        return made.key();
    }

    private String id(String key) {
        return ids.get(key);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Wire.Reply ask(String route, String key) {
        String[] parts = route.split(" ");
        String path = HttpServer.fullPath(parts[1])
                .replace("{id}", UUID.randomUUID().toString())
                .replace("{run}", UUID.randomUUID().toString())
                .replaceAll("\\{(flow|version|session)}", "999999")
                .replace("{hook}", UUID.randomUUID().toString())
                .replace("{schedule}", "default")
                .replace("{backfill}", UUID.randomUUID().toString())
                .replace("{project}", "Nowhere")
                .replaceAll("\\{(kind|name)}", "none");
        byte[] body = parts[0].equals("GET") || parts[0].equals("DELETE")
                ? new byte[0]
                : "{}".getBytes(StandardCharsets.UTF_8);
        return server.wire().send(parts[0], path, key, body, "Content-Type", "application/json");
    }

    private static boolean may(Access access, String who) {
        return switch (access) {
            case OPEN -> true;
            case ANY_KEY -> List.of("admin", "member", "viewer", "agent").contains(who);
            case VIEWER -> List.of("admin", "member", "viewer").contains(who);
            case MEMBER -> List.of("admin", "member").contains(who);
            case ADMIN -> who.equals("admin");
            case AGENT -> who.equals("agent");
            case RUNNER -> false;
        };
    }

    @TestFactory
    Stream<DynamicTest> everyRouteLetsInWhomTheTableNamesAndNobodyElse() {
        List<DynamicTest> tests = new ArrayList<>();
        new TreeMap<>(AuthorizationTable.ROUTES).forEach((route, access) -> {
            tests.add(DynamicTest.dynamicTest(route + " without a key", () -> {
                int status = ask(route, "").status();
                if (access == Access.OPEN) {
                    assertThat(status).isNotIn(404, 405).isLessThan(500);
                } else {
                    assertThat(status).isEqualTo(401);
                }
            }));
            keys.forEach((who, key) ->
                    tests.add(DynamicTest.dynamicTest(route + " by " + who, () -> check(route, access, who, key))));
        });
        return tests.stream();
    }

    private void check(String route, Access access, String who, String key) {
        Wire.Reply reply = ask(route, key);
        assertThat(reply.status()).as(reply.text()).isLessThan(500);
        boolean opensNothing =
                List.of("wrong", "wrong run", "revoked", "expired").contains(who);
        if (access == Access.OPEN) {
            assertThat(reply.status()).isNotIn(403, 405);
        } else if (opensNothing) {
            assertThat(reply.status()).isEqualTo(401);
        } else if (may(access, who)) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 405);
            assertThat(reply.status() == 403)
                    .as("%s by %s: %s", route, who, reply.text())
                    .isFalse();
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        }
    }

    @Test
    void keyOfAProjectSeesThatProjectAlone() throws InterruptedException {
        server.admin().createProject(new NewProject("Mine", ""));
        server.admin().register("Demo", Samples.registration("theirs", "0".repeat(64)));
        String key = key(Role.MEMBER, "Mine");
        try (ReeveClient mine = server.client(key)) {
            assertThat(mine.projects().items())
                    .extracting(project -> project.name())
                    .containsExactly("Mine");
            assertThat(mine.flows(null).items()).isEmpty();
        }
        assertThat(server.wire().get("/api/v1/projects/Demo", key).status()).isEqualTo(404);
        assertThat(server.wire().get("/api/v1/flows?project=Demo", key).status())
                .isEqualTo(404);
        assertThat(server.wire().get("/api/v1/flow-runs?project=Demo", key).status())
                .isEqualTo(404);
        assertThat(server.wire()
                        .post("/api/v1/projects", key, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.wire()
                        .post("/api/v1/keys", key, "{\"name\":\"x\",\"project\":\"Demo\"}")
                        .status())
                .isEqualTo(422);
        String flow = server.admin().flows("Demo").items().getFirst().id();
        assertThat(server.wire().get("/api/v1/flows/" + flow, key).status()).isEqualTo(404);
    }

    @Test
    void keyMayDoNoMoreThanWhoMakesIt() {
        String viewer = keys.get("viewer");
        assertThat(server.wire()
                        .post("/api/v1/keys", viewer, "{\"name\":\"x\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.wire()
                        .post("/api/v1/keys", viewer, "{\"name\":\"x\",\"kind\":\"agent\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.wire()
                        .post("/api/v1/keys", viewer, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keyOfAnAgentIsForAllProjects() {
        String body = "{\"name\":\"x\",\"kind\":\"agent\",\"project\":\"Demo\"}";
        assertThat(server.wire().post("/api/v1/keys", keys.get("admin"), body).status())
                .isEqualTo(422);
    }

    @Test
    void keyOfAUserWhoIsNotActiveOpensNothingAndOfADemotedOneLess() throws InterruptedException {
        User user = server.admin().createUser(new NewUser("eve", null, Role.ADMIN, "a long password"));
        String key = Sessions.of(server.wire(), "eve", "a long password").newKey("eve's");
        assertThat(server.wire().get("/api/v1/users", key).status()).isEqualTo(200);

        server.admin().changeUser(user.id(), new UserChange(null, Role.VIEWER, null, null));
        assertThat(server.wire().get("/api/v1/users", key).status()).isEqualTo(403);
        assertThat(server.wire().get("/api/v1/me", key).status()).isEqualTo(200);

        server.admin().changeUser(user.id(), new UserChange(null, null, null, false));
        assertThat(server.wire().get("/api/v1/me", key).status()).isEqualTo(401);
    }

    @Test
    void nothingInTheDatabaseOpensAnything() {
        String all = server.rows("select * from api_key").toString()
                + server.rows("select * from app_user")
                + server.rows("select * from login_session")
                + server.rows("select * from audit_log");
        keys.values().forEach(key -> assertThat(all).doesNotContain(key));
        assertThat(all).doesNotContain("a long password");
    }

    @Test
    void descriptionOfAProjectIsChangedAndWrittenDown() throws InterruptedException {
        server.admin().createProject(new NewProject("Described", "before"));
        assertThat(server.admin()
                        .changeProject("Described", new ProjectChange(null))
                        .description())
                .isEqualTo("before");
        assertThat(server.admin()
                        .changeProject("Described", new ProjectChange("after"))
                        .description())
                .isEqualTo("after");
        assertThat(server.rows("select action from audit_log where subject = 'Described: description'"))
                .containsExactly(Map.of("action", "project.change"));
        String path = "/api/v1/projects/Described";
        byte[] tooLong = ("{\"description\":\"" + "x".repeat(2_001) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(server.wire()
                        .send("PATCH", path, TestServer.ADMIN, tooLong, "Content-Type", "application/json")
                        .firstError())
                .startsWith("/description:");
    }

    @Test
    void whoChangedWhatIsWrittenDown() throws InterruptedException {
        server.admin().createProject(new NewProject("Audited", ""));

        assertThat(server.rows("select actor, action from audit_log where subject = 'Audited'"))
                .containsExactly(
                        Map.of("actor", "REEVE_ADMIN_TOKEN by key REEVE_ADMIN_TOKEN", "action", "project.create"));
    }
}
