package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentSession;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.ChannelKind;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.MailEncryption;
import dev.reeve.api.ManyEvents;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewHook;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewRun;
import dev.reeve.api.NewSchedule;
import dev.reeve.api.NewSecret;
import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import dev.reeve.api.RunEvents;
import dev.reeve.api.RunLine;
import dev.reeve.api.SchedulePause;
import dev.reeve.api.User;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every body is replaced by what does not belong there. The answer may be anything but a failure of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "1e400",
            "1e-99999",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"x\\u202ey\\n\\u001b[31m\"",
            "\"'; drop table project; --\"",
            "\"../../etc/passwd\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"" + "x".repeat(20_000) + "\"",
            "[]",
            "[null]",
            "[[[[]]]]",
            "{}",
            "{\"\":{\"\":null}}");

    private TestServer server;
    private Map<String, Body> bodies;

    private record Body(String path, String key, Object sample) {}

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        ReeveClient admin = server.admin();
        admin.createProject(new NewProject("Demo", ""));
        User user = admin.createUser(new NewUser("ann", null, Role.MEMBER, "a long password"));
        String flow = admin.register("Demo", Samples.registration("flow", "0".repeat(64)))
                .flowId();
        String backfill = scheduled(admin, flow);
        String agentKey = admin.createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                .key();
        NewFlowRun wanted =
                new NewFlowRun("flow", "Demo", 1, Map.of("days", 1), List.of("held"), "name", Samples.AT, null, "key");
        admin.createFlowRun(wanted);
        try (ReeveClient agent = server.client(agentKey)) {
            AgentSession session = agent.agent().begin(Samples.agent("held"));
            ClaimedRun run = agent.agent()
                    .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                    .runs()
                    .getFirst();
            bodies = bodies(user, agentKey, session, run, wanted);
            NewRun brief = new NewRun(1, Map.of("days", 1), List.of("x"), "name", Samples.AT, null, "other");
            bodies.put("POST /flows/{flow}/runs", new Body("/flows/" + flow + "/runs", TestServer.ADMIN, brief));
            bodies.put(
                    "POST /flows/{flow}/runs:validate",
                    new Body("/flows/" + flow + "/runs:validate", TestServer.ADMIN, brief));
            bodies.put(
                    "POST /flow-runs:bulk",
                    new Body(
                            "/flow-runs:bulk",
                            TestServer.ADMIN,
                            new BulkRequest(BulkKind.CANCEL, List.of(run.runId(), "x"), "why", null, 10)));
        }
        bodies.putAll(ofSchedules("/flows/" + flow, "/backfills/" + backfill));
    }

    private static NewSchedule schedule() {
        Schedule daily = Schedule.cron("0 6 1 1 *")
                .in("Europe/Berlin")
                .parameter("days", 1)
                .labels("x")
                .starting(Samples.AT)
                .onlyWhen(Filter.weekdays());
        Map<String, Object> json = ServerJson.MAPPER.readValue(ScheduleJson.write(daily), new TypeReference<>() {});
        return new NewSchedule(json, "queue:2", "all:3");
    }

    private static NewBackfill backfill() {
        return new NewBackfill(
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2029-01-02T00:00:00Z"),
                "default",
                1,
                false,
                true,
                Map.of("days", 2),
                null);
    }

    private static String scheduled(ReeveClient admin, String flow) throws InterruptedException {
        admin.schedules().set(flow, "default", schedule());
        return String.valueOf(
                admin.schedules().backfill(flow, backfill(), false).id());
    }

    private static Map<String, Body> ofSchedules(String flow, String backfill) {
        String admin = TestServer.ADMIN;
        return Map.of(
                "PUT /flows/{flow}/schedules/{schedule}",
                new Body(flow + "/schedules/default", admin, schedule()),
                "POST /flows/{flow}/schedules:preview",
                new Body(flow + "/schedules:preview", admin, schedule()),
                "POST /flows/{flow}/schedules/{schedule}/pause",
                new Body(flow + "/schedules/default/pause", admin, new SchedulePause("x")),
                "POST /flows/{flow}/backfills",
                new Body(flow + "/backfills", admin, backfill()),
                "POST /backfills/{backfill}/cancel",
                new Body(backfill + "/cancel", admin, Map.of("reason", "x")));
    }

    private static Map<String, Body> bodies(
            User user, String agentKey, AgentSession session, ClaimedRun run, NewFlowRun wanted) {
        String admin = TestServer.ADMIN;
        String ofSession = "/agent-sessions/" + session.sessionId();
        String ofRun = "/runs-in-hand/" + run.runId();
        String runKey = String.valueOf(run.runKey());
        List<Event> events = new ArrayList<>(Samples.success(0));
        events.add(Event.failed(0, -1, Samples.AT, 1, "trace"));
        events.add(Event.turned(0, -1, Samples.AT, 0, "key", "hash"));
        events.add(Event.answered(0, -1, Samples.AT, "ann", "yes"));
        events.add(Event.opened(Samples.AT, new dev.reeve.api.EpochOpening(1, "AAA=", "AAA=", "")));
        events.add(Event.opened(
                Samples.AT,
                new dev.reeve.api.EpochOpening(1, "AAA=", "AAA=", ""),
                run.runId() + ".load.1",
                new dev.reeve.api.InnerRun(
                        null,
                        1,
                        -1,
                        1,
                        "name/load",
                        "inner",
                        new dev.reeve.api.RegisteredGraph(
                                List.of(Samples.node("a", 0), Samples.node("b", 0)),
                                List.of(new dev.reeve.api.RegisteredEdge(0, 1, "DATA"))))));
        events.add(Samples.flow("Pending", Samples.plain("Success")).within(run.runId() + ".load.1"));
        events.add(Event.heard(Samples.AT, 1));
        events.add(Event.asked(
                1,
                -1,
                Samples.AT,
                new dev.reeve.api.Question(
                        "load",
                        "may it?",
                        dev.reeve.api.QuestionKind.RECORD,
                        List.of(new dev.reeve.api.QuestionField("n", "int", dev.reeve.api.JsonType.INTEGER, true)))));
        events.add(Event.began(0, -1, Samples.AT, "id"));
        events.add(Event.artifact(0, -1, Samples.AT, 1, new dev.reeve.api.ArtifactJson("markdown", "a", "# x")));
        Map<String, Body> all = new LinkedHashMap<>();
        all.put("POST /login", new Body("/login", "", Map.of("name", "ann", "password", "x")));
        all.put("POST /users", new Body("/users", admin, new NewUser("bob", "b@x.org", Role.VIEWER, "0123456789")));
        all.put(
                "PATCH /users/{id}",
                new Body("/users/" + user.id(), admin, Map.of("email", "a@x.org", "active", true)));
        all.put("POST /keys", new Body("/keys", admin, new NewKey("k", KeyKind.USER, Role.VIEWER, "Demo", null)));
        all.put("POST /projects", new Body("/projects", admin, new NewProject("New", "text")));
        all.put(
                "PATCH /projects/{project}",
                new Body("/projects/Demo", admin, new dev.reeve.api.ProjectChange("text")));
        all.put(
                "POST /me/password",
                new Body("/me/password", admin, new dev.reeve.api.PasswordChange("a long password", "another one")));
        all.put(
                "POST /projects/{project}/flows",
                new Body("/projects/Demo/flows", admin, Samples.registration("other", "1".repeat(64))));
        all.put(
                "POST /projects/{project}/hooks:preview",
                new Body(
                        "/projects/Demo/hooks:preview",
                        admin,
                        new dev.reeve.api.HookDraft(ChannelKind.MAIL, "flow", List.of("Failed"))));
        all.put("POST /projects/{project}/hooks", new Body("/projects/Demo/hooks", admin, hook()));
        all.put("POST /secrets", new Body("/secrets", admin, new NewSecret("common", "text")));
        all.put(
                "POST /projects/{project}/secrets",
                new Body("/projects/Demo/secrets", admin, new NewSecret("token", "text")));
        all.put("POST /flow-runs", new Body("/flow-runs", admin, wanted));
        all.put(
                "POST /flow-runs/{run}/cancel",
                new Body("/flow-runs/" + run.runId() + "/cancel", admin, Map.of("reason", "x", "graceSeconds", 1)));
        all.put(
                "POST /limits",
                new Body("/limits", admin, new dev.reeve.api.NewLimit(dev.reeve.api.LimitKind.TAG, "elsewhere", 3)));
        all.put(
                "POST /flow-runs/{run}/reopen",
                new Body(
                        "/flow-runs/" + run.runId() + "/reopen",
                        admin,
                        Map.of("from", "fetch", "child", 0, "reuse", "same_graph")));
        all.put(
                "POST /flow-runs/{run}/answer",
                new Body(
                        "/flow-runs/" + run.runId() + "/answer",
                        admin,
                        Map.of("task", "load", "child", 0, "value", Map.of("approved", true, "comment", "x"))));
        all.put("POST /agent-sessions", new Body("/agent-sessions", agentKey, Samples.agent("x")));
        all.put(
                "POST /agent-sessions/{session}/claims",
                new Body(ofSession + "/claims", agentKey, new ClaimRequest(1, 0, List.of(run.runId()))));
        all.put(
                "POST /agent-sessions/{session}/refusals",
                new Body(
                        ofSession + "/refusals",
                        agentKey,
                        Map.of("runId", run.runId(), "epoch", 9, "reason", "x", "again", true)));
        dev.reeve.api.PlacedTask task = new dev.reeve.api.PlacedTask(0, -1, run.runId() + ".load.1");
        all.put(
                "POST /runs-in-hand/{run}/places",
                new Body(
                        ofRun + "/places",
                        runKey,
                        new dev.reeve.api.PlaceRequest(
                                1, task, List.of("elsewhere"), List.of(task), List.of(task), 0)));
        all.put("POST /runs-in-hand/{run}/events", new Body(ofRun + "/events", runKey, new EventBatch(1, 0, events)));
        all.put(
                "POST /runs-in-hand:events",
                new Body(
                        "/runs-in-hand:events",
                        runKey,
                        new ManyEvents(List.of(new RunEvents(runKey, new EventBatch(1, 0, Samples.success(0)))))));
        all.put(
                "POST /runs-in-hand/{run}/logs",
                new Body(
                        ofRun + "/logs",
                        runKey,
                        new LogBatch(1, 0, List.of(new RunLine(Samples.AT, LogLevel.INFO, 0, -1, "l", "t", task)))));
        return all;
    }

    private static NewHook hook() {
        HookTarget mail = new HookTarget(
                ChannelKind.MAIL,
                "https://example.com/x",
                "a key of the tests",
                "smtp.example.com",
                587,
                MailEncryption.TLS,
                "user",
                "password",
                "reeve@example.com",
                List.of("ops@example.com"));
        return new NewHook("ops", "flow", List.of("Failed"), 60, 60, true, true, mail);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyRouteThatTakesABodyIsHere() {
        List<String> taking = AuthorizationTable.ROUTES.keySet().stream()
                .filter(route -> route.startsWith("POST") || route.startsWith("PUT") || route.startsWith("PATCH"))
                .filter(route ->
                        !route.endsWith("/heartbeat") && !route.endsWith("/drain") && !route.endsWith("/logout"))
                .filter(route -> !route.startsWith("POST /hooks/")) // they take none
                .filter(route -> !route.endsWith("/resume") && !route.endsWith("/start"))
                .toList();

        assertThat(bodies.keySet()).containsExactlyInAnyOrderElementsOf(taking);
    }

    @TestFactory
    Stream<DynamicTest> noFieldMakesTheServerFail() {
        return bodies.entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> tryAll(body.getKey(), body.getValue())));
    }

    private void tryAll(String route, Body body) {
        String sample = ServerJson.MAPPER.writeValueAsString(body.sample());
        List<String> pointers = new ArrayList<>();
        collect("", ServerJson.MAPPER.readTree(sample), pointers);
        for (String pointer : pointers) {
            for (String value : VALUES) {
                boolean waits = pointer.equals("/waitMillis") && value.matches("[1-9]\\d*");
                if (!waits) {
                    send(route, body, replaced(sample, pointer, value));
                }
            }
            send(route, body, replaced(sample, pointer, ""));
        }
    }

    private void send(String route, Body body, String json) {
        String method = route.split(" ")[0];
        Wire.Reply reply = server.wire().json(method, "/api/v1" + body.path(), body.key(), json);
        assertThat(reply.status())
                .as("%s with %s: %s", route, json.length() > 500 ? json.substring(0, 500) : json, reply.text())
                .isLessThan(500)
                .isNotIn(403, 405)
                .satisfies(status -> {
                    if (status >= 400) {
                        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                    }
                });
    }

    private static void collect(String at, JsonNode node, List<String> into) {
        if (!at.isEmpty()) {
            into.add(at);
        }
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> collect(at + "/" + name, object.get(name), into));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(at + "/" + i, array.get(i), into);
            }
        }
    }

    /** The document with another value there, as text: some values are none that a tree holds. Empty: without it. */
    private static String replaced(String sample, String pointer, String value) {
        JsonNode root = ServerJson.MAPPER.readTree(sample);
        int last = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        String mark = "the-value-in-question";
        if (parent instanceof ObjectNode object) {
            if (value.isEmpty()) {
                object.remove(name);
            } else {
                object.put(name, mark);
            }
        } else if (parent instanceof ArrayNode array) {
            if (value.isEmpty()) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), mark);
            }
        }
        return ServerJson.MAPPER.writeValueAsString(root).replace("\"" + mark + "\"", value);
    }

    @Test
    void naughtyStringsAreTakenOrRefusedAsNamesAndTexts() throws IOException {
        for (String naughty : naughty()) {
            String text = ServerJson.MAPPER.writeValueAsString(naughty);
            send(
                    "POST /projects",
                    bodies.get("POST /projects"),
                    "{\"name\":" + text + ",\"description\":" + text + "}");
            send(
                    "POST /flow-runs",
                    bodies.get("POST /flow-runs"),
                    "{\"flow\":\"flow\",\"name\":" + text + ",\"parameters\":{\"days\":1,\"country\":" + text + "}}");
        }
    }

    @Test
    void pathsAndQueriesAreTakenOrRefused() throws IOException {
        List<String> parts = new ArrayList<>(naughty().subList(0, 120));
        parts.addAll(List.of("-1", "0", "99999999999", "%", "\0", "a\0b", "..", ".", " ", "\uFFFD", "x".repeat(5_000)));
        List<String> routes = AuthorizationTable.ROUTES.keySet().stream()
                .filter(route -> route.startsWith("GET"))
                .toList();
        for (String part : parts) {
            String escaped = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
            for (String route : routes) {
                String path = HttpServer.fullPath(route.split(" ")[1]).replaceAll("\\{\\w+}", escaped);
                assertNoFailure(server.wire().get(path, TestServer.ADMIN), path);
                String query = HttpServer.fullPath(route.split(" ")[1]).replaceAll("\\{\\w+}", "1") + "?project="
                        + escaped + "&flow=" + escaped + "&limit=" + escaped + "&cursor=" + escaped + "&after="
                        + escaped + "&state=" + escaped;
                assertNoFailure(server.wire().get(query, TestServer.ADMIN), query);
            }
            for (String name : List.of("project", "flow", "state", "limit", "cursor")) {
                String path = "/api/v1/flow-runs?" + name + "=" + escaped;
                assertNoFailure(server.wire().get(path, TestServer.ADMIN), path);
            }
        }
    }

    private static void assertNoFailure(Wire.Reply reply, String path) {
        assertThat(reply.status()).as("%s: %s", path, reply.text()).isLessThan(500);
    }

    private static List<String> naughty() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(HostileRequestsTest.class.getResourceAsStream("/badinput/blns.base64.json"))) {
            List<String> texts = new ArrayList<>();
            ServerJson.MAPPER
                    .readTree(list)
                    .forEach(text ->
                            texts.add(new String(Base64.getDecoder().decode(text.asString()), StandardCharsets.UTF_8)));
            return texts;
        }
    }
}
