package dev.reeve.server.page;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ArtifactJson;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Registration;
import dev.reeve.api.Role;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server with something to show, made once for all tests of pages: a flow with mapped tasks of which one run succeeded over
 * a retry, one failed, one runs on an agent that goes on, and one waits for labels that nobody has.
 */
public final class Showcase {
    static final Instant T0 = Instant.parse("2026-11-26T03:00:00Z");

    private static final class Holder {
        private static final Showcase SHOWCASE = new Showcase();
    }

    public final TestServer server = new TestServer();
    public final String viewer;
    public final String member;
    public final String stranger;
    public String flow = "";
    public String succeeded = "";
    public String failed = "";
    public String running = "";
    public String waiting = "";
    private final ReeveClient agentSide;
    private String session = "";

    /** The one of this JVM; it ends with it. */
    public static Showcase get() {
        return Holder.SHOWCASE;
    }

    private Showcase() {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try {
            ReeveClient admin = server.admin();
            admin.createProject(new NewProject("Show", ""));
            admin.createProject(new NewProject("Else", ""));
            viewer = key(Role.VIEWER, null);
            member = key(Role.MEMBER, null);
            stranger = key(Role.MEMBER, "Else");
            agentSide = server.client(admin.createKey(new NewKey("show", KeyKind.AGENT, null, null, null))
                    .key());
            fill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String key(Role role, String project) throws InterruptedException {
        return server.admin()
                .createKey(new NewKey("k", KeyKind.USER, role, project, null))
                .key();
    }

    private void fill() throws InterruptedException {
        flow = server.admin().register("Show", registration("show")).flowId();
        session = begin("show");
        succeeded = run(success(), true);
        failed = run(failure(), false);
        running =
                run(List.of(flow(0, "Pending", tries("Running", 1)), task(0, 1, "Pending", tries("Queued", 1))), false);
        waiting = server.admin()
                .createFlowRun(new NewFlowRun(
                        "show", "Show", null, Map.of("days", 9), List.of("gpu", "show"), "waits", null, null, null))
                .id();
    }

    String begin(String... labels) throws InterruptedException {
        AgentSession begun = agentSide.agent().begin(Samples.agent(labels));
        return begun.sessionId();
    }

    static Registration registration(String name) {
        Registration plain = Samples.registration(name, "1".repeat(64));
        RegisteredGraph inner = new RegisteredGraph(
                List.of(Samples.node("a", 0), Samples.node("b", 0)), List.of(new RegisteredEdge(0, 1, "DATA")));
        List<RegisteredNode> nodes = List.of(
                Samples.node("pages", 0),
                node("fetch", "MAP", 1, null),
                node("parse", "MAP", 0, null),
                Samples.node("merge", 0),
                node("publish", "SUBFLOW", 0, inner),
                Samples.node("aside", 0));
        List<RegisteredEdge> edges = List.of(
                new RegisteredEdge(0, 1, "EACH"),
                new RegisteredEdge(1, 2, "EACH"),
                new RegisteredEdge(2, 3, "DATA"),
                new RegisteredEdge(3, 4, "DATA"),
                new RegisteredEdge(0, 5, "DATA"));
        return new Registration(
                name,
                "",
                plain.structureHash(),
                nodes,
                edges,
                plain.parameters(),
                null,
                List.of("show"),
                "",
                plain.bundle(),
                plain.reeve(),
                plain.javaRelease());
    }

    private static RegisteredNode node(String name, String kind, int retries, RegisteredGraph inner) {
        return new RegisteredNode(
                name,
                kind,
                "com.example.Flow." + name,
                List.of(),
                kind.equals("MAP"),
                retries,
                "WHOLE_NODES",
                true,
                inner);
    }

    static Instant at(double seconds) {
        return T0.plusNanos((long) (seconds * 1e9));
    }

    static StateJson tries(String name, int attempt) {
        return new StateJson(name, null, attempt, attempt - 1, null, null, null, null, null, null);
    }

    static Event flow(double at, String from, StateJson to) {
        return Event.state(-1, -1, at(at), from, to);
    }

    static Event task(int node, double at, String from, StateJson to) {
        return Event.state(node, -1, at(at), from, to);
    }

    static Event child(int node, int child, double at, String from, StateJson to) {
        return Event.state(node, child, at(at), from, to);
    }

    /** Queued, begun and ended well at these times. */
    static List<Event> well(int node, int child, double queued, double start, double end) {
        return List.of(
                child(node, child, queued, "Pending", tries("Queued", 1)),
                child(node, child, start, "Queued", tries("Running", 1)),
                child(node, child, end, "Running", StateJson.of("Success", null)));
    }

    private static StateJson mapped(int width) {
        return new StateJson("Mapped", null, null, null, null, null, width, null, null, null);
    }

    /** The second page is fetched at the second try, and parsed last. */
    static List<Event> success() {
        StateJson again = new StateJson("Retrying", "IOException: broken", 2, 1, at(6), null, null, null, null, null);
        List<Event> events = new ArrayList<>();
        events.add(flow(0, "Pending", tries("Running", 1)));
        events.addAll(well(0, -1, 0, 1, 2));
        events.addAll(well(5, -1, 2, 2, 3));
        events.add(task(1, 2, "Pending", mapped(2)));
        events.add(task(2, 2, "Pending", mapped(2)));
        events.addAll(well(1, 0, 2, 2, 3));
        events.addAll(well(2, 0, 3, 3, 3.5));
        events.add(child(1, 1, 2, "Pending", tries("Queued", 1)));
        events.add(child(1, 1, 3, "Queued", tries("Running", 1)));
        events.add(Event.failed(1, 1, at(5), 1, "java.io.IOException: broken"));
        events.add(child(1, 1, 5, "Running", again));
        events.add(child(1, 1, 6, "Retrying", tries("Queued", 2)));
        events.add(child(1, 1, 6, "Queued", tries("Running", 2)));
        events.add(child(1, 1, 8, "Running", StateJson.of("Success", null)));
        events.add(task(1, 8, "Mapped", StateJson.of("Success", null)));
        events.addAll(well(2, 1, 8, 8.5, 9));
        events.add(task(2, 9, "Mapped", StateJson.of("Success", null)));
        events.addAll(well(3, -1, 9, 9, 10));
        events.add(Event.artifact(
                3,
                -1,
                at(9.5),
                1,
                new ArtifactJson("markdown", "report \"é\"", Map.of("text", "# <script>alert(1)</script>"))));
        events.add(Event.artifact(
                3,
                -1,
                at(9.5),
                1,
                new ArtifactJson(
                        "image", "picture", Map.of("mediaType", "image/svg+xml", "base64", "PHN2Zz48L3N2Zz4="))));
        events.addAll(well(4, -1, 10, 10, 12));
        events.add(flow(12, "Running", StateJson.of("Success", "all reference tasks succeeded")));
        return events;
    }

    static List<Event> failure() {
        StateJson broken = new StateJson(
                "Failed", "no such page\nat line 3", null, null, null, null, null, null, 1, "java.io.IOException");
        List<Event> events = new ArrayList<>();
        events.add(flow(0, "Pending", tries("Running", 1)));
        events.add(task(0, 0, "Pending", tries("Queued", 1)));
        events.add(task(0, 1, "Queued", tries("Running", 1)));
        events.add(Event.failed(0, -1, at(2), 1, "java.io.IOException: no such page"));
        events.add(task(0, 2, "Running", broken));
        for (int node = 1; node < 6; node++) {
            events.add(task(node, 2, "Pending", StateJson.of("TriggerFailed", "upstream failed")));
        }
        events.add(flow(
                3,
                "Running",
                new StateJson("Failed", "1 reference task failed", null, null, null, null, null, null, 1, "")));
        return events;
    }

    private String run(List<Event> events, boolean logs) throws InterruptedException {
        String id = server.admin()
                .createFlowRun(new NewFlowRun(
                        "show",
                        "Show",
                        null,
                        Map.of("days", 1),
                        List.of("show"),
                        "run-" + events.size(),
                        null,
                        null,
                        null))
                .id();
        ClaimedRun claimed = agentSide
                .agent()
                .claim(session, new ClaimRequest(1, 30_000))
                .runs()
                .getFirst();
        RunnerClient runner = server.admin().runner(claimed.runId(), String.valueOf(claimed.runKey()));
        runner.events(new EventBatch(claimed.epoch(), 0, events));
        if (logs) {
            List<RunLine> lines = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                LogLevel level = i % 1_000 == 999 ? LogLevel.ERROR : LogLevel.INFO;
                String text = i == 1_234 ? "a Needle.* in\nthe hay \u001b[31m<b>é" : "line " + i;
                lines.add(
                        new RunLine(at(i / 1000.0), level, i % 2 == 0 ? 1 : -1, i % 2 == 0 ? 1 : -1, "show.Log", text));
            }
            runner.logs(new LogBatch(claimed.epoch(), 0, lines.subList(0, 1_000)));
            runner.logs(new LogBatch(claimed.epoch(), 500, lines.subList(500, 2_500)));
        }
        return id;
    }
}
