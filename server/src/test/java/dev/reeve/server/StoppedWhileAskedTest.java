package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A server that stops does not wait for those who wait for it: it gives requests five seconds, and these would take more. */
class StoppedWhileAskedTest {
    private static <T> FutureTask<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    @Test
    void whoWaitsForARunOrForItsEndIsAnsweredWhenTheServerStops() throws Exception {
        TestServer server = new TestServer();
        ReeveClient client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        client.register("Demo", Samples.registration("shop", "0".repeat(64)));
        String run = client.createFlowRun(
                        new NewFlowRun("shop", "Demo", null, Map.of("days", 3), List.of("x"), null, null, null, null))
                .id();
        ReeveClient agent = server.client(client.createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                .key());
        String session = agent.agent().begin(Samples.agent("other")).sessionId();
        FutureTask<List<ClaimedRun>> claim;
        FutureTask<Integer> end;
        try (Handle locks = server.jdbi().open()) {
            locks.begin();
            locks.execute("lock table agent_session, flow_run in access exclusive mode");
            claim = begin(() ->
                    agent.agent().claim(session, new ClaimRequest(1, 30_000)).runs());
            end = begin(() -> server.wire()
                    .get("/api/v1/flow-runs/" + run + "?waitMillis=20000", TestServer.ADMIN)
                    .status());
            awaitLocked(server, "%agent_session%for share%");
            awaitLocked(server, "%run_input%");
            locks.commit();
        }

        server.server().close(); // fails if a request did not end in its time

        assertThat(claim.get()).isEmpty();
        assertThat(end.get()).isEqualTo(200);
        agent.close();
        server.close();
    }

    private static void awaitLocked(TestServer server, String query) {
        String waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '" + query + "'";
        while (server.rows(waits).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
