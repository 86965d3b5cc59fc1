package dev.reeve.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.AgentInfo;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Agents that take no more runs, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentDrainTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agents;
    private String agentKey;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        agentKey = key();
        agents = server.client(agentKey);
    }

    @AfterAll
    void stop() {
        agents.close();
        server.close();
    }

    private String key() throws InterruptedException {
        return client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
    }

    private String begin(String label) throws InterruptedException {
        return agents.agent().begin(Samples.agent(label)).sessionId();
    }

    private String submitted(String flow) throws InterruptedException {
        client.register("Demo", Samples.registration(flow, "0".repeat(64)));
        return client.createFlowRun(
                        new NewFlowRun(flow, "Demo", null, Map.of("days", 3), List.of(flow), null, null, null, null))
                .id();
    }

    private CompletableFuture<List<ClaimedRun>> claim(ReeveClient at, String session, long waitMillis) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return at.agent()
                                .claim(session, new ClaimRequest(1, waitMillis))
                                .runs();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private AgentInfo info(String session) throws InterruptedException {
        return client.agents(true).items().stream()
                .filter(each -> each.session().equals(session))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClaimThatWaitsIsAnsweredWithNothing() throws InterruptedException {
        String drains = begin("waits");
        CompletableFuture<List<ClaimedRun>> waits = claim(agents, drains, 30_000);
        String shorter = begin("waits-too");
        CompletableFuture<List<ClaimedRun>> other = claim(agents, shorter, 10_000);

        agents.agent().drain(drains);

        CompletableFuture.anyOf(waits, other).join();
        assertThat(waits).as("it has the longer wait").isCompletedWithValue(List.of());
        CompletableFuture<List<ClaimedRun>> later = claim(agents, drains, 30_000);
        CompletableFuture.anyOf(later, other).join();
        assertThat(later).isCompletedWithValue(List.of());
        agents.agent().drain(shorter);
        assertThat(other.join()).isEmpty();
    }

    @Test
    void aClaimThatWaitsAtAnotherServerIsAnsweredToo() throws InterruptedException {
        String shorter = begin("twin-too");
        try (TestServer twin = server.twin();
                ReeveClient there = twin.client(agentKey)) {
            String drains = there.agent().begin(Samples.agent("twin")).sessionId();
            CompletableFuture<List<ClaimedRun>> waits = claim(there, drains, 30_000);
            CompletableFuture<List<ClaimedRun>> other = claim(agents, shorter, 15_000);
            agents.agent().drain(drains);

            CompletableFuture.anyOf(waits, other).join();
            assertThat(waits).isCompletedWithValue(List.of());
            agents.agent().drain(shorter);
            assertThat(other.join()).isEmpty();
        }
    }

    @Test
    void anAgentThatDrainsIsSeenToDoSoAndKeepsItsRuns() throws InterruptedException {
        String run = submitted("held");
        String session = begin("held");
        assertThat(claim(agents, session, 5_000).join())
                .extracting(ClaimedRun::runId)
                .containsExactly(run);
        String waiting = submitted("held");
        long before = client.dashboard(null, "24h").agents().draining();
        assertThat(info(session).drainsSince()).isNull();

        agents.agent().drain(session);
        agents.agent().drain(session);
        agents.agent().heartbeat(session);

        assertThat(info(session).drainsSince()).isNotNull();
        assertThat(info(session).holds())
                .singleElement()
                .satisfies(held -> assertThat(held.run()).isEqualTo(run));
        assertThat(client.dashboard(null, "24h").agents().draining()).isEqualTo(before + 1);
        assertThat(client.why(waiting, null, -1).why())
                .endsWith(
                        "waits for an agent: worker is draining, and no other has its labels; start one with reeve agent"
                                + " start -l held.");
        assertThat(client.agents(false).waiting())
                .filteredOn(each -> each.labels().equals(List.of("held")))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.agents()).isZero();
                    assertThat(each.missing()).isEmpty();
                });
        assertThat(server.wire().get("/metrics", TestServer.ADMIN).text())
                .containsPattern("(?m)^reeve_agents_draining [1-9]");
        assertThat(agents.agent()
                        .claim(session, new ClaimRequest(1, 0, List.of()))
                        .runs())
                .as("what it was given before, in an answer that was lost, it is given again")
                .extracting(ClaimedRun::runId)
                .containsExactly(run);
        assertThat(claim(agents, begin("held"), 5_000).join())
                .extracting(ClaimedRun::runId)
                .containsExactly(waiting);
    }

    @Test
    void aSessionOfAnotherKeyIsNotFoundAndGoesOnTakingRuns() throws InterruptedException {
        String session = begin("foreign");
        try (ReeveClient stranger = server.client(key())) {
            for (String name : List.of(session, "999999", "none", "%2e%2e")) {
                assertThatThrownBy(() -> stranger.agent().drain(name))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.status()).isEqualTo(404));
            }
        }
        assertThat(info(session).drainsSince()).isNull();
    }

    @Test
    void aSessionThatIsOverSaysSo() throws InterruptedException {
        String session = begin("over");
        agents.agent().end(session);
        assertThatThrownBy(() -> agents.agent().drain(session))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
    }
}
