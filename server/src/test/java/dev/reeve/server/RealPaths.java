package dev.reeve.server;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ChannelKind;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSchedule;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.http.HttpServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** Paths of routes that lead to something that there is: all of project "Demo", with a run that a runner has in hand. */
final class RealPaths {
    private final Map<String, String> parts = new TreeMap<>();
    private final String agentKey;
    private final String runKey;

    private RealPaths(String agentKey, String runKey) {
        this.agentKey = agentKey;
        this.runKey = runKey;
    }

    /** Makes it all on a server that has nothing yet. */
    static RealPaths on(TestServer server) throws InterruptedException {
        ReeveClient admin = server.admin();
        admin.createProject(new NewProject("Demo", ""));
        String flow = admin.register("Demo", Samples.registration("flow", "0".repeat(64)))
                .flowId();
        Map<String, Object> daily = ServerJson.MAPPER.readValue(
                ScheduleJson.write(Schedule.cron("0 6 1 1 *").parameter("days", 1)), new TypeReference<>() {});
        admin.schedules().set(flow, "default", new NewSchedule(daily, "queue:2", "all:3"));
        NewBackfill span = new NewBackfill(
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2029-01-02T00:00:00Z"),
                "default",
                1,
                false,
                true,
                Map.of("days", 2),
                null);
        String backfill =
                String.valueOf(admin.schedules().backfill(flow, span, false).id());
        HookTarget target = new HookTarget(
                ChannelKind.WEBHOOK,
                "http://127.0.0.1:1/x",
                "a key of the tests",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        String hook = admin.hooks()
                .create("Demo", Samples.hook("ops", target, "Failed"))
                .hook()
                .id();
        server.wire()
                .post("/api/v1/projects/Demo/secrets", TestServer.ADMIN, "{\"name\":\"token\",\"value\":\"text\"}");
        String agentKey = admin.createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                .key();
        admin.createFlowRun(
                new NewFlowRun("flow", "Demo", 1, Map.of("days", 1), List.of("held"), "name", Samples.AT, null, null));
        try (ReeveClient agent = server.client(agentKey)) {
            AgentSession session = agent.agent().begin(Samples.agent("held"));
            ClaimedRun run = agent.agent()
                    .claim(session.sessionId(), new ClaimRequest(1, 20_000))
                    .runs()
                    .getFirst();
            RealPaths paths = new RealPaths(agentKey, String.valueOf(run.runKey()));
            paths.parts.putAll(Map.of(
                    "{project}", "Demo", "{flow}", flow, "{version}", "1", "{run}", run.runId(), "{hook}", hook));
            paths.parts.putAll(Map.of(
                    "{schedule}",
                    "default",
                    "{backfill}",
                    backfill,
                    "{session}",
                    session.sessionId(),
                    "{name}",
                    "token"));
            paths.parts.putAll(Map.of("{kind}", "tag", "{id}", "00000000-0000-0000-0000-000000000000"));
            return paths;
        }
    }

    /** The path of a route, such as {@code GET /flows/{flow}}. */
    String of(String route) {
        String path = HttpServer.fullPath(route.split(" ")[1]);
        for (Map.Entry<String, String> part : parts.entrySet()) {
            path = path.replace(part.getKey(), part.getValue());
        }
        if (path.contains("{")) {
            throw new IllegalStateException("nothing stands for a part of " + path);
        }
        return path;
    }

    /** Of the agent whose run it is. */
    String agentKey() {
        return agentKey;
    }

    /** Of the run in hand. */
    String runKey() {
        return runKey;
    }

    String run() {
        return parts.getOrDefault("{run}", "");
    }
}
