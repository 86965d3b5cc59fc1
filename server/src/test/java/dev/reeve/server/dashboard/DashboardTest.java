package dev.reeve.server.dashboard;

import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentSession;
import dev.reeve.api.Bootstrap;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Dashboard;
import dev.reeve.api.EventBatch;
import dev.reeve.api.Histogram;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Refusal;
import dev.reeve.api.Role;
import dev.reeve.client.HistogramQuery;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The first page over HTTP: two runs of one flow failed, one goes on, one waits, one is due tomorrow; one of another project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agents;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        for (String project : List.of("Demo", "Other")) {
            client.createProject(new NewProject(project, ""));
            client.register(project, Samples.registration("shop", "0".repeat(64)));
        }
        client.register("Demo", Samples.registration("quiet", "0".repeat(64)));
        agents = server.client(client.createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                .key());
        AgentSession session = agents.agent().begin(Samples.agent("x"));
        for (int i = 0; i < 2; i++) {
            ClaimedRun run = begun(session);
            agents.agent()
                    .refuse(session.sessionId(), new Refusal(run.runId(), run.epoch(), "no such table " + i, null));
        }
        begun(session);
        submit("Demo", "shop", null, "nobody");
        submit("Demo", "quiet", Instant.now().plus(Duration.ofDays(1)), "x");
        submit("Other", "shop", null, "nobody");
    }

    @AfterAll
    void stop() {
        agents.close();
        server.close();
    }

    private void submit(String project, String flow, Instant due, String label) throws InterruptedException {
        client.createFlowRun(
                new NewFlowRun(flow, project, null, Map.of("days", 1), List.of(label), null, due, null, null));
    }

    private ClaimedRun begun(AgentSession session) throws InterruptedException {
        submit("Demo", "shop", null, "x");
        ClaimedRun run = agents.agent()
                .claim(session.sessionId(), new ClaimRequest(1, 30_000))
                .runs()
                .getFirst();
        client.runner(run.runId(), Objects.requireNonNull(run.runKey()))
                .events(new EventBatch(1, 0, List.of(flow("Pending", tries("Running", 1, 0)))));
        return run;
    }

    @Test
    void tilesSayHowThingsStand() throws InterruptedException {
        Dashboard all = client.dashboard("Demo", "24h");

        assertThat(all.states()).containsEntry("Crashed", 2L).containsEntry("Running", 1L);
        assertThat(all.states().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(5);
        assertThat(all.history().buckets()).hasSize(24);
        assertThat(all.history().buckets().getLast().counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        + all.history().buckets().get(22).counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(5);
        assertThat(all.failing()).singleElement().satisfies(failing -> {
            assertThat(failing.project()).isEqualTo("Demo");
            assertThat(failing.flow()).isEqualTo("shop");
            assertThat(failing.failed()).isEqualTo(2);
            assertThat(failing.runs()).isEqualTo(4);
            assertThat(failing.lastError()).isEqualTo("no such table 1");
        });
        assertThat(all.waiting().upcoming()).isOne();
        assertThat(all.waiting().due()).isOne();
        assertThat(all.waiting().late()).isZero();
        assertThat(all.running().total()).isOne();
        assertThat(all.running().longest()).singleElement().satisfies(run -> {
            assertThat(run.flow()).isEqualTo("shop");
            assertThat(run.agent()).isEqualTo("worker");
            assertThat(run.elapsed()).isNotNegative();
        });
        assertThat(all.agents().connected()).isOne();
        assertThat(all.lag().queue()).isNotNegative();
    }

    @Test
    void withoutAProjectAllThatTheKeySeesAreThere() throws InterruptedException {
        assertThat(client.dashboard(null, "1h").waiting().due()).isEqualTo(2);
        String key = client.createKey(new NewKey("o", KeyKind.USER, Role.VIEWER, "Other", null))
                .key();
        try (ReeveClient other = server.client(key)) {
            assertThat(other.dashboard(null, "7d").waiting().due()).isOne();
            assertThat(other.dashboard(null, "7d").failing()).isEmpty();
        }
        assertThat(server.wire().get("/api/v1/ui/dashboard?project=Demo", key).status())
                .isEqualTo(404);
        assertThat(server.wire()
                        .get("/api/v1/flow-runs/histogram?project=Demo", key)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void histogramCountsByStateFlowAndTime() throws InterruptedException {
        Instant now = Instant.now();
        for (Duration back : List.of(Duration.ofMinutes(30), Duration.ofDays(2), Duration.ofDays(400))) {
            Histogram found = client.histogram(
                    new HistogramQuery("Demo", "shop", null, now.minus(back), now.plus(Duration.ofMinutes(30)), 50));
            assertThat(sum(found, "Crashed")).as("%s", found).isEqualTo(2);
            assertThat(sum(found, "Running")).isOne();
            assertThat(found.buckets()).hasSizeLessThanOrEqualTo(50);
            assertThat(found.buckets().stream().anyMatch(bucket -> bucket.p50() != null && bucket.p95() != null))
                    .isTrue();
        }
        Histogram failed = client.histogram(new HistogramQuery("Demo", null, "Crashed", null, null, null));
        assertThat(sum(failed, "Crashed")).isEqualTo(2);
        assertThat(sum(failed, "Running")).isZero();
        assertThat(sum(client.histogram(new HistogramQuery("Demo", "no such flow", null, null, null, null)), "Crashed"))
                .isZero();
    }

    private static long sum(Histogram found, String state) {
        return found.buckets().stream()
                .mapToLong(bucket -> bucket.counts().getOrDefault(state, 0L))
                .sum();
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        for (String query : List.of(
                "ui/dashboard?window=0h",
                "ui/dashboard?window=91d",
                "ui/dashboard?window=x",
                "ui/dashboard?window=9999d",
                "flow-runs/histogram?from=x",
                "flow-runs/histogram?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
                "flow-runs/histogram?from=1970-01-03T00:00:00Z&to=9999-12-01T00:00:00Z",
                "flow-runs/histogram?to=%2B999999999-12-31T00:00:00Z",
                "flow-runs/histogram?from=-999999999-01-01T00:00:00Z",
                "flow-runs/histogram?buckets=201",
                "flow-runs/histogram?state=Nothing",
                "flow-runs/histogram?flow=shop")) {
            assertThat(server.wire().get("/api/v1/" + query, TestServer.ADMIN).status())
                    .as(query)
                    .isEqualTo(422);
        }
    }

    @Test
    void bootstrapSaysWhoAsksAndWhatTheyMayDo() throws InterruptedException {
        Bootstrap admin = client.bootstrap();
        assertThat(admin.user().role()).isEqualTo(Role.ADMIN);
        assertThat(admin.permissions()).contains("POST /users", "GET /stream").doesNotContain("POST /agent-sessions");
        assertThat(admin.projects()).extracting(project -> project.name()).containsExactly("Demo", "Other");
        assertThat(admin.features()).contains("stream", "flow-runs");
        assertThat(admin.version()).matches("\\d+\\..*");
        String key = client.createKey(new NewKey("v", KeyKind.USER, Role.VIEWER, "Other", null))
                .key();
        try (ReeveClient viewer = server.client(key)) {
            assertThat(viewer.bootstrap().permissions()).doesNotContain("POST /users", "POST /flow-runs");
            assertThat(viewer.bootstrap().projects())
                    .extracting(project -> project.name())
                    .containsExactly("Other");
        }
    }
}
