package dev.reeve.server;

import static dev.reeve.server.Samples.ended;
import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.FlowRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Whoever asks for a run may wait for its end. */
class AwaitedEndTest {
    private static final Duration FOREVER = Duration.ofMinutes(5);

    private static String submitted(ReeveClient client) throws InterruptedException {
        client.createProject(new NewProject("Demo", ""));
        client.register("Demo", Samples.registration("awaited", "0".repeat(64)));
        return client.createFlowRun(new NewFlowRun(
                        "awaited", "Demo", null, Map.of("days", 3), List.of("awaited"), null, null, null, null))
                .id();
    }

    private static FutureTask<FlowRun> awaiting(ReeveClient client, String run) {
        FutureTask<FlowRun> waiting = new FutureTask<>(() -> client.awaitEnd(run, FOREVER));
        Thread.ofPlatform().daemon().start(waiting);
        return waiting;
    }

    @Test
    void aRunIsAnsweredWhenItsRunnerTellsItsEnd() throws Exception {
        try (TestServer server = new TestServer()) {
            ReeveClient client = server.admin();
            String run = submitted(client);
            FutureTask<FlowRun> waiting = awaiting(client, run);
            String key = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                    .key();
            try (ReeveClient agentSide = server.client(key)) {
                AgentSession session = agentSide.agent().begin(Samples.agent("awaited"));
                ClaimedRun claimed = agentSide
                        .agent()
                        .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                        .runs()
                        .getFirst();
                List<Event> events = new ArrayList<>(List.of(flow("Pending", tries("Running", 1, 0))));
                events.addAll(success(0));
                events.addAll(success(1));
                assertThat(waiting.isDone()).isFalse();
                events.add(ended());
                var answer =
                        client.runner(run, String.valueOf(claimed.runKey())).events(new EventBatch(1, 0, events));
                assertThat(answer.nextSeq()).isEqualTo(events.size());
            }
            assertThat(waiting.get().state().name()).isEqualTo("Success");
            assertThat(client.awaitEnd(run, FOREVER).state().name()).isEqualTo("Success");
        }
    }

    @Test
    void anEndThatTheServerDecidesIsAnsweredToo() throws Exception {
        try (TestServer server = new TestServer()) {
            ReeveClient client = server.admin();
            String run = submitted(client);
            FutureTask<FlowRun> waiting = awaiting(client, run);
            client.cancel(run, "wrong country");
            assertThat(waiting.get().state().name()).isEqualTo("Cancelled");
        }
    }

    @Test
    void aRunThatGoesOnIsAnsweredAsItIsWhenTheTimeIsOver() throws Exception {
        try (TestServer server = new TestServer()) {
            ReeveClient client = server.admin();
            String run = submitted(client);
            assertThat(client.awaitEnd(run, Duration.ofMillis(5)).endedAt()).isNull();
            assertThat(client.awaitEnd(run, Duration.ZERO).endedAt()).isNull();
            assertThatThrownBy(() -> client.awaitEnd(UUID.randomUUID().toString(), FOREVER))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }
}
