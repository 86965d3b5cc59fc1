package dev.reeve.server;

import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ArtifactJson;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.EventKind;
import dev.reeve.api.JournalPage;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.RunGraph;
import dev.reeve.api.StateJson;
import dev.reeve.api.Why;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Why runs are as they are and what they told beside states, by the client, over HTTP, from a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        agentSide = server.client(client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private String submitted(String flow) throws InterruptedException {
        client.register("Demo", Samples.registration(flow, "0".repeat(64)));
        return client.createFlowRun(
                        new NewFlowRun(flow, "Demo", null, Map.of("days", 3), List.of(flow), null, null, null, null))
                .id();
    }

    private String why(String run) throws InterruptedException {
        return client.why(run, null, -1).why();
    }

    @Test
    void queuedRunSaysWhichLabelsAgentsLackAndThenThatTheSlotsAreTaken() throws InterruptedException {
        String first = submitted("slots");
        AgentSession other = agentSide.agent().begin(Samples.agent("other"));
        assertThat(why(first))
                .endsWith(
                        "waits for an agent with the label slots: agent worker lacks slots; start one with reeve agent start -l"
                                + " slots.");
        agentSide.agent().end(other.sessionId());

        AgentSession session = agentSide.agent().begin(Samples.agent("slots"));
        assertThat(agentSide
                        .agent()
                        .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                        .runs())
                .hasSize(1);
        assertThat(why(first)).endsWith("is about to begin on agent worker.");
        String second = submitted("slots");
        String third = submitted("slots");
        assertThat(why(second))
                .endsWith("waits for a free slot of an agent that has its labels: worker (1 run); it is the next.");
        assertThat(why(third)).endsWith("worker (1 run); before it waits 1 run.");
        assertThat(client.flowRun(third).why())
                .isEqualTo("Waits for a free slot of an agent that has its labels: worker (1 run); before it waits 1"
                        + " run.");
        assertThat(client.why(third, "load", -1).why()).startsWith("load has not begun, for its run waits for");
        agentSide.agent().end(session.sessionId());
    }

    @Test
    void failedRunSaysWhyAndShowsWhereAndWhatWasKept() throws InterruptedException {
        String id = submitted("fails");
        AgentSession session = agentSide.agent().begin(Samples.agent("fails"));
        ClaimedRun run = agentSide
                .agent()
                .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        List<Event> events = new ArrayList<>();
        events.add(flow("Pending", tries("Running", 1, 0)));
        events.addAll(success(0));
        events.add(task(1, "Pending", tries("Queued", 1, 0)));
        events.add(task(1, "Queued", tries("Running", 1, 0)));
        events.add(Event.artifact(1, -1, Samples.AT, 1, new ArtifactJson("markdown", "notes", "# What was read")));
        events.add(Event.failed(1, -1, Samples.AT, 1, "java.io.IOException: broken\n\tat shop.Load.load(Load.java:7)"));
        events.add(task(
                1,
                "Running",
                new StateJson("Failed", "broken", null, null, null, null, null, null, 1, "java.io.IOException")));
        events.add(flow(
                "Running",
                new StateJson("Failed", "load failed", null, null, null, null, null, null, 1, "java.io.IOException")));
        agentSide.runner(id, String.valueOf(run.runKey())).events(new EventBatch(run.epoch(), 0, events));
        agentSide.agent().end(session.sessionId());

        assertThat(client.why(id, "load", -1))
                .isEqualTo(new Why(id, "load", "Failed", "load failed in its only attempt: IOException: broken."));
        assertThat(client.why(id, null, -1))
                .isEqualTo(new Why(
                        id,
                        null,
                        "Failed",
                        "Run " + id + " of flow \"fails\" ended Failed, for load failed in its only attempt:"
                                + " IOException: broken."));
        assertThat(client.why(id, "fetch", -1).why()).startsWith("fetch ended well");
        assertThat(client.flowRun(id).why()).isEqualTo("load: IOException: broken");

        JournalPage first = client.told(id, null, null, 2);
        assertThat(first.entries())
                .extracting(entry -> entry.event().kind())
                .containsExactly(EventKind.STORED, EventKind.ARTIFACT);
        assertThat(client.told(id, null, first.next(), 2).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.event().trace()).contains("Load.java:7"))
                .satisfies(entry -> assertThat(entry.epoch()).isEqualTo(1));
        assertThat(client.told(id, EventKind.ARTIFACT, null, 100).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.event().artifact())
                        .isEqualTo(new ArtifactJson("markdown", "notes", "# What was read")));
    }

    @Test
    void eachTaskRunNamesTheWorkerThatCalledItsLastAttempt() throws InterruptedException {
        String id = submitted("elsewhere");
        AgentSession session = agentSide.agent().begin(Samples.agent("elsewhere"));
        ClaimedRun run = agentSide
                .agent()
                .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        RunnerClient runner = agentSide.runner(id, String.valueOf(run.runKey()));
        List<Event> first = new ArrayList<>();
        first.add(flow("Pending", tries("Running", 1, 0)));
        first.add(task(0, "Pending", tries("Queued", 1, 0)));
        first.add(task(0, "Queued", tries("Running", 1, 0)));
        first.add(Event.called(0, -1, Samples.AT, 1, "w1 (process 4711 on node3)"));
        runner.events(new EventBatch(run.epoch(), 0, first));
        assertThat(worker(id)).isEqualTo("w1 (process 4711 on node3)");
        assertThat(client.why(id, "fetch", -1).why())
                .isEqualTo("fetch runs on worker w1 (process 4711 on node3): attempt 1 goes on.");

        runner.events(new EventBatch(
                run.epoch(),
                first.size(),
                List.of(Event.called(0, -1, Samples.AT, 1, "w".repeat(198) + "\ud83d\ude00".repeat(99)))));
        assertThat(worker(id)).isEqualTo("w".repeat(198) + "…");
        RunGraph columns = client.runPages().graph(id, List.of());
        assertThat(columns.workers()).containsExactly("w".repeat(198) + "…");
        assertThat(columns.worker()).containsExactly(0, -1);
        assertThat(client.told(id, EventKind.CALLED, null, 9).entries())
                .extracting(entry -> entry.event().attempt())
                .containsExactly(1, 1);
        assertThatThrownBy(() -> runner.events(new EventBatch(
                        run.epoch(), first.size() + 1, List.of(Event.called(-1, -1, Samples.AT, 1, "w1")))))
                .hasMessageContaining("/events/0/node");
        agentSide.agent().end(session.sessionId());
    }

    @Test
    void taskThatFailedByItselfIsNamedBeforeThoseThatDidNotRunForIt() throws InterruptedException {
        String id = submitted("fails-early");
        AgentSession session = agentSide.agent().begin(Samples.agent("fails-early"));
        ClaimedRun run = agentSide
                .agent()
                .claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        StateJson late = new StateJson("Failed", "no route", null, null, null, null, null, null, 1, "IOException");
        agentSide
                .runner(id, String.valueOf(run.runKey()))
                .events(new EventBatch(
                        run.epoch(),
                        0,
                        List.of(
                                flow("Pending", tries("Running", 1, 0)),
                                task(0, "Pending", tries("Queued", 1, 0)),
                                task(0, "Queued", tries("Running", 1, 0)),
                                task(0, "Running", late),
                                task(1, "Pending", StateJson.of("TriggerFailed", "not all upstreams succeeded")),
                                flow(
                                        "Running",
                                        new StateJson(
                                                "Failed", "1 of 1", null, null, null, null, null, null, 1, "")))));
        agentSide.agent().end(session.sessionId());

        assertThat(client.flowRun(id).why()).isEqualTo("fetch: IOException: no route");
        assertThat(client.runPages().graph(id, List.of()).worker()).isEmpty();
    }

    private String worker(String run) throws InterruptedException {
        return client.taskRuns(run).items().getFirst().worker();
    }

    @Test
    void whatCannotBeAskedIsRefusedInWords() throws InterruptedException {
        String id = submitted("refused");
        assertThatThrownBy(() -> client.why(id, "lod", -1))
                .hasMessageContaining("no task \"lod\". Its tasks: fetch, load");
        assertThatThrownBy(() -> client.why(id, "load", 3)).hasMessageContaining("no children");
        String path = "/api/v1/flow-runs/" + id;
        assertThat(server.wire().get(path + "/why?child=1", TestServer.ADMIN).status())
                .isEqualTo(422);
        assertThat(server.wire()
                        .get(path + "/told?kind=state", TestServer.ADMIN)
                        .text())
                .contains("opened, stored, failed, turned, answered, asked, heard, artifact, began");
        assertThat(server.wire().get(path + "/told?kind='x", TestServer.ADMIN).status())
                .isEqualTo(422);
    }
}
