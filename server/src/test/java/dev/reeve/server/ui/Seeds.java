package dev.reeve.server.ui;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ArtifactJson;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.JsonType;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewUser;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.api.Role;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flows and runs that pages are looked at with: one that succeeded, failed, goes on, waits, and one that means harm. */
final class Seeds {
    static final String PASSWORD = "correct horse battery";
    static final int CHILDREN = 200;
    static final int LINES = 12_000;

    /** What whoever writes texts may try: none of it may become markup. */
    static final String HOSTILE = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script>\u202e{{7*7}}";

    private static final List<RegisteredParameter> PARAMETERS = List.of(
            new RegisteredParameter("country", "String", JsonType.STRING, false, "\"Germany\"", "Where"),
            new RegisteredParameter("day", "String", JsonType.STRING, false, "\"\"", "When"),
            new RegisteredParameter("harm", "String", JsonType.STRING, false, "\"\"", HOSTILE));

    private static final String TRACE = """
            java.io.IOException: warehouse refused the connection
            \tat com.example.Orders.load(Orders.java:42)
            \tat com.example.Orders.lambda$flow$3(Orders.java:18)
            Caused by: java.net.ConnectException: Connection refused
            \t... 12 more""";

    private final ReeveClient client;
    private final ReeveClient agentSide;
    private final AgentClient agent;
    private final AgentSession session;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final PlannedSeeds planned;
    private final FlowSeeds flows;
    private final LaunchSeeds launch;
    private final TimelineSeeds timeline = new TimelineSeeds(this);
    private final GraphSeeds graphs;
    private final LiveSeeds live = new LiveSeeds(this);
    private @Nullable SeededRun going;

    Seeds(ReeveClient client) throws InterruptedException {
        this.client = client;
        flows = new FlowSeeds(this, client);
        graphs = new GraphSeeds(this, client);
        client.createProject(new NewProject("Demo", "The flows of the tutorial"));
        client.createProject(new NewProject("Warehouse", "Nightly loads"));
        client.createUser(new NewUser("ann", "ann@example.com", Role.ADMIN, PASSWORD));
        client.createUser(new NewUser("vic", null, Role.VIEWER, PASSWORD));
        String key = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
        agentSide = ReeveClient.at(client.server(), key);
        agent = agentSide.agent();
        session = agent.begin(new NewAgentSession("worker-1", "host-1", List.of(), 16, "0.1.0"));
        planned = new PlannedSeeds(client, agentSide);
        launch = new LaunchSeeds(client, agentSide);
    }

    /** The ids of runs by what they are for. */
    Map<String, String> ids() {
        return ids;
    }

    void all() throws InterruptedException {
        ids.put("nightly-flow", flows.all());
        register("Demo", "covid-monthly", "download_data", "filter_data", "enrich_data", "aggregate_data", "upload");
        register("Warehouse", "orders-etl", "token", "*fetch", "parse", "load", "report");
        register("Demo", "mean " + HOSTILE, HOSTILE, "after " + HOSTILE);
        SettingsSeeds.all(client);
        for (int i = 0; i < 12; i++) {
            succeeded(run("Demo", "covid-monthly", "covid-" + i, Map.of("country", i % 2 == 0 ? "Germany" : "Italy")));
        }
        failed(run("Warehouse", "orders-etl", "orders-2026-11-25", Map.of("day", "2026-11-25")));
        mean(run("Demo", "mean " + HOSTILE, HOSTILE, Map.of("harm", HOSTILE)));
        goesOn(run("Warehouse", "orders-etl", "orders-2026-11-26", Map.of("day", "2026-11-26")));
        ids.putAll(planned.all());
        ids.put("report-flow", launch.flow());
        ids.put("asking", launch.asking());
        timeline.all();
        graphs.all();
        ids.put("waiting", submit("Demo", "covid-monthly", "covid-waits", Map.of("country", "Spain"), List.of("gpu")));
    }

    void beat() throws InterruptedException {
        agent.heartbeat(session.sessionId());
        planned.beat();
        launch.beat();
    }

    /** One after the other. */
    void register(String project, String name, String... tasks) throws InterruptedException {
        List<RegisteredEdge> edges = new ArrayList<>();
        for (int i = 1; i < tasks.length; i++) {
            edges.add(new RegisteredEdge(i - 1, i, "DATA"));
        }
        register(project, name, List.of(tasks), edges);
    }

    void register(String project, String name, List<String> tasks, List<RegisteredEdge> edges)
            throws InterruptedException {
        List<RegisteredNode> nodes = new ArrayList<>();
        for (String each : tasks) {
            boolean mapped = each.startsWith("*");
            nodes.add(node(mapped ? each.substring(1) : each, mapped ? "MAP" : "TASK", nodes.size(), null));
        }
        registerNodes(project, name, nodes, edges);
    }

    /** Tried once more if it fails; a mapped one if its kind is that. */
    static RegisteredNode node(String name, String kind, int place, @Nullable RegisteredGraph inside) {
        return new RegisteredNode(
                name,
                kind,
                "com.example.Flow." + place,
                List.of(),
                kind.equals("MAP"),
                1,
                "WHOLE_NODES",
                true,
                List.of(),
                List.of(),
                inside);
    }

    void registerNodes(String project, String name, List<RegisteredNode> nodes, List<RegisteredEdge> edges)
            throws InterruptedException {
        Bundle bundle = new Bundle("file:/srv/flows/flows.jar", "ab".repeat(32), "com.example.Flow.flow", "here");
        client.register(
                project,
                new Registration(
                        name,
                        "",
                        "0".repeat(64),
                        nodes,
                        edges,
                        PARAMETERS,
                        null,
                        List.of(),
                        "",
                        bundle,
                        new ReeveVersion("0.1.0"),
                        "21"));
    }

    private String submit(String project, String flow, String name, Map<String, Object> parameters, List<String> labels)
            throws InterruptedException {
        return client.createFlowRun(
                        new NewFlowRun(flow, project, null, Map.copyOf(parameters), labels, name, null, null, null))
                .id();
    }

    SeededRun run(String project, String flow, String name, Map<String, Object> parameters)
            throws InterruptedException {
        submit(project, flow, name, parameters, List.of());
        ClaimedRun claimed = agent.claim(session.sessionId(), new ClaimRequest(1, 20_000))
                .runs()
                .getFirst();
        return new SeededRun(client, claimed);
    }

    private void succeeded(SeededRun run) throws InterruptedException {
        run.begin(Instant.now().minusSeconds(95));
        for (int node = 0; node < 5; node++) {
            run.success(node, -1, Duration.ofSeconds(4L + node * 3L));
        }
        run.log(0, LogLevel.INFO, "Downloaded 61,900 rows");
        run.artifact(4, new ArtifactJson("link", "report", "https://example.com/report"));
        SettingsSeeds.artifacts(run, 4);
        run.end("Success", "all reference tasks succeeded");
        ids.put("succeeded", run.id());
    }

    private void failed(SeededRun run) throws InterruptedException {
        run.begin(Instant.now().minusSeconds(240));
        run.success(0, -1, Duration.ofSeconds(2));
        run.map(1, CHILDREN);
        for (int child = 0; child < CHILDREN; child++) {
            run.success(1, child, Duration.ofMillis(150));
        }
        run.mapped(1);
        run.success(2, -1, Duration.ofSeconds(21));
        run.fails(3, TRACE);
        run.skip(4, "TriggerFailed", "not all upstreams succeeded");
        run.lines(LINES);
        run.log(
                3,
                LogLevel.WARN,
                "warehouse is slow: \u001b[33m2.1 s\u001b[0m for a connection, see https://status.example.com/wh");
        run.log(3, LogLevel.ERROR, "\u001b[1;31mload failed\u001b[0m\n" + TRACE);
        run.end("Failed", "load failed");
        ids.put("failed", run.id());
    }

    private void mean(SeededRun run) throws InterruptedException {
        run.begin(Instant.now().minusSeconds(30));
        run.success(0, -1, Duration.ofSeconds(1));
        run.log(0, LogLevel.WARN, HOSTILE + " javascript:alert(1) https://example.com/\"onmouseover=\"window.hurt=1");
        run.artifact(0, new ArtifactJson("markdown", HOSTILE, HOSTILE));
        SettingsSeeds.hostile(run, 0);
        run.fails(1, HOSTILE);
        run.called(1, -1, 2, HOSTILE);
        run.end("Failed", HOSTILE);
        ids.put("mean", run.id());
    }

    private void goesOn(SeededRun run) throws InterruptedException {
        run.begin(Instant.now().minusSeconds(75));
        run.success(0, -1, Duration.ofSeconds(2));
        run.map(1, CHILDREN);
        for (int child = 0; child < 60; child++) {
            run.success(1, child, Duration.ofMillis(800));
        }
        run.running(1, 60);
        run.running(1, 61);
        run.lines(300);
        ids.put("going", run.id());
        going = run;
    }

    /** Does one thing more, as whoever watches the pages asks for: its name. */
    void more(String what) throws InterruptedException {
        if (what.startsWith("journey ")) {
            launch.more(what.substring("journey ".length()));
            return;
        }
        if (what.equals("loud") || what.startsWith("unfold")) {
            live.more(what);
            return;
        }
        SeededRun run = going;
        if (run == null) {
            throw new IllegalStateException("no run goes on");
        }
        switch (what) {
            case "log" -> run.lines(50);
            case "million" -> run.lines(1_000_000); // for a look at a long log
            case "child" -> run.success(1, 62, Duration.ofMillis(400));
            case "new" -> submit("Demo", "covid-monthly", "covid-fresh", Map.of("country", "France"), List.of("gpu"));
            case "quiet" -> flows.quiet();
            case "graph" -> graphs.more();
            case "grid" -> flows.grid(500, 50); // for a look at a long and wide one
            case "finish" -> finish(run);
            case "many", "page" -> timeline.more(what);
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void finish(SeededRun run) throws InterruptedException {
        run.done(1, 60);
        run.done(1, 61);
        for (int child = 63; child < CHILDREN; child++) {
            run.success(1, child, Duration.ofMillis(20));
        }
        run.mapped(1);
        for (int node = 2; node < 5; node++) {
            run.success(node, -1, Duration.ofSeconds(1));
        }
        run.end("Success", "all reference tasks succeeded");
    }

    void close() {
        agentSide.close();
    }
}
