package dev.reeve.benchmarks.durable;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pages are measured with, told to the server as an agent and its runners would. */
final class PagesData implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final int TASKS = 500;

    private final Installation installation;
    private final ReeveClient client;
    private final AgentClient agent;

    PagesData(Installation installation) throws InterruptedException {
        this.installation = installation;
        this.client = ReeveClient.at(installation.address(), installation.agentKey());
        this.agent = client.agent();
    }

    /** A run of forty tasks that goes on, of which the first one has written so many lines. */
    String longLog(int lines) throws InterruptedException {
        ClaimedRun run = begun(session(), DurableFlows.chain().name(), "a-long-log");
        RunnerClient runner = client.runner(run.runId(), String.valueOf(run.runKey()));
        Instant now = Instant.now();
        runner.events(new EventBatch(
                run.epoch(),
                0,
                List.of(
                        Event.state(-1, -1, now, "Pending", state("Running")),
                        Event.state(0, -1, now, "Pending", state("Queued")),
                        Event.state(0, -1, now, "Queued", state("Running")))));
        for (int first = 0; first < lines; first += BATCH) {
            List<RunLine> batch = new ArrayList<>(BATCH);
            for (int i = first; i < first + BATCH; i++) {
                batch.add(new RunLine(
                        now, LogLevel.INFO, 0, -1, "com.example.Shop", "page " + i + " of the shop: " + i * 37L % 251));
            }
            runner.logs(new LogBatch(run.epoch(), first, batch));
        }
        return run.runId();
    }

    /** So many runs of five hundred tasks, which all ended well. */
    void grid(int runs) throws InterruptedException {
        AgentSession session = session();
        for (int i = 0; i < runs; i++) {
            ClaimedRun run = begun(session, DurableFlows.longChain().name(), null);
            List<Event> events = new ArrayList<>();
            Instant at = Instant.now().minusSeconds(60);
            events.add(Event.state(-1, -1, at, "Pending", state("Running")));
            for (int task = 0; task < TASKS; task++) {
                events.add(Event.state(task, -1, at, "Pending", state("Queued")));
                events.add(Event.state(task, -1, at, "Queued", state("Running")));
                at = at.plusMillis(20 + (task * 37L + i * 11L) % 100);
                events.add(Event.state(task, -1, at, "Running", state("Success")));
            }
            events.add(Event.state(-1, -1, at, "Running", state("Success")));
            client.runner(run.runId(), String.valueOf(run.runKey())).events(new EventBatch(run.epoch(), 0, events));
        }
    }

    /** One of its own for each: nobody keeps it alive. */
    private AgentSession session() throws InterruptedException {
        return agent.begin(new NewAgentSession("benchmark", "localhost", List.of(), 1, "benchmark"));
    }

    private ClaimedRun begun(AgentSession session, String flow, @Nullable String name) throws InterruptedException {
        installation
                .admin()
                .createFlowRun(
                        new NewFlowRun(flow, Installation.PROJECT, null, Map.of(), List.of(), name, null, null, null));
        return agent.claim(session.sessionId(), new ClaimRequest(1, 20_000))
                .runs()
                .getFirst();
    }

    private static StateJson state(String name) {
        return new StateJson(name, null, 1, 0, null, null, null, null, null, null);
    }

    @Override
    public void close() {
        client.close();
    }
}
