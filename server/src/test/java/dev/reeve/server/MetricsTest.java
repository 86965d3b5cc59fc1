package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Role;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.http.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    @Test
    void prometheusIsToldHowThingsStandAndWhatWasDone() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            ReeveClient admin = server.admin();
            admin.createProject(new NewProject("Demo", ""));
            admin.register("Demo", Samples.registration("shop", "0".repeat(64)));
            for (String label : List.of("a", "b")) {
                admin.createFlowRun(new NewFlowRun(
                        "shop", "Demo", null, Map.of("days", 3), List.of(label), null, null, null, null));
            }
            String key = admin.createKey(new NewKey("w", KeyKind.AGENT, null, null, null))
                    .key();
            try (ReeveClient agent = server.client(key)) {
                String session = agent.agent().begin(Samples.agent("a")).sessionId();
                assertThat(agent.agent()
                                .claim(session, new ClaimRequest(5, 5_000))
                                .runs())
                        .hasSize(1);
            }
            assertThat(server.wire()
                            .get("/api/v1/flow-runs/nonsense", TestServer.ADMIN)
                            .status())
                    .isEqualTo(404);

            Wire.Reply reply = server.wire().get("/metrics", TestServer.ADMIN);

            assertThat(reply.header("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(reply.text().lines())
                    .contains(
                            "reeve_queue_runs 1",
                            "reeve_agents 1",
                            "reeve_agents_draining 0",
                            "reeve_runs{state=\"Queued\"} 1")
                    .contains("reeve_claimed_runs_total 1")
                    .contains("reeve_http_request_seconds_count{route=\"GET /flow-runs/{run}\",status=\"404\"} 1")
                    .contains("# TYPE reeve_ledger_commit_seconds summary")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes "))
                    .allMatch(line -> line.matches("# (HELP|TYPE) \\w+ .+|\\w+(\\{.*})? -?[0-9.E-]+"));
        }
    }

    @Test
    void keyOfOneProjectIsNotToldOfAll() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            server.admin().createProject(new NewProject("Demo", ""));
            String key = server.admin()
                    .createKey(new NewKey("k", KeyKind.USER, Role.VIEWER, "Demo", null))
                    .key();
            assertThat(server.wire().get("/metrics", key).status()).isEqualTo(403);
            assertThat(server.wire().get("/metrics", "").status()).isEqualTo(401);
        }
    }
}
