package dev.reeve.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an agent gets that took all there was, and asks again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentClaimTest {
    private static final int FREE = 5;

    private TestServer server;
    private ReeveClient agents;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        server.admin().createProject(new NewProject("Demo", "for tests"));
        server.admin().register("Demo", Samples.registration("shop", "0".repeat(64)));
        agents = server.client(server.admin()
                .createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agents.close();
        server.close();
    }

    private String submitted(String label, @Nullable Instant due) throws InterruptedException {
        return server.admin()
                .createFlowRun(
                        new NewFlowRun("shop", "Demo", null, Map.of("days", 3), List.of(label), null, due, null, null))
                .id();
    }

    private List<String> claimed(String session, long waitMillis) throws InterruptedException {
        return agents.agent().claim(session, new ClaimRequest(FREE, waitMillis)).runs().stream()
                .map(ClaimedRun::runId)
                .toList();
    }

    /** One that took what there was, which is less than it has room for. */
    private String emptied(String label) throws InterruptedException {
        String session = agents.agent().begin(Samples.agent(label)).sessionId();
        String run = submitted(label, null);
        assertThat(claimed(session, 30_000)).containsExactly(run);
        return session;
    }

    @Test
    void whatIsQueuedBetweenTwoClaimsIsGivenAtOnce() throws InterruptedException {
        String session = emptied("between");
        String run = submitted("between", null);
        assertThat(claimed(session, 30_000)).containsExactly(run);
    }

    @Test
    void whoDoesNotWaitIsToldWhatThereIs() throws InterruptedException {
        String session = emptied("hasty");
        assertThat(claimed(session, 0)).isEmpty();
        String run = submitted("hasty", null);
        assertThat(claimed(session, 0)).containsExactly(run);
    }

    @Test
    void whatFallsDueWithoutBeingQueuedAnewIsGivenWhileItWaits() throws InterruptedException {
        String session = emptied("due");
        String run = submitted("due", Instant.now().plus(Duration.ofSeconds(2)));
        assertThat(claimed(session, 0)).as("not yet").isEmpty();
        assertThat(claimed(session, 30_000)).containsExactly(run);
    }
}
