package dev.reeve.server;

import static dev.reeve.server.Samples.ended;
import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.plain;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.AgentSession;
import dev.reeve.api.Cancellation;
import dev.reeve.api.CancelledRun;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.JournalPage;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.Logs;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Refusal;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a project to the end of a run, by the client, over HTTP, into a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;
    private AgentClient agent;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        String key = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key();
        agentSide = server.client(key);
        agent = agentSide.agent();
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private FlowRunCreated submitted(String flow, String label) throws InterruptedException {
        client.register("Demo", Samples.registration(flow, "0".repeat(64)));
        return client.createFlowRun(
                new NewFlowRun(flow, "Demo", null, Map.of("days", 3), List.of(label), null, null, null, null));
    }

    private ClaimedRun claimed(String label) throws InterruptedException {
        AgentSession session = agent.begin(Samples.agent(label));
        List<ClaimedRun> runs =
                agent.claim(session.sessionId(), new ClaimRequest(1, 5_000)).runs();
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private RunnerClient runner(ClaimedRun run) {
        return client.runner(run.runId(), String.valueOf(run.runKey()));
    }

    private static EventBatch batch(ClaimedRun run, long first, List<Event> events) {
        return new EventBatch(run.epoch(), first, events);
    }

    private static List<Event> whole() {
        List<Event> events = new ArrayList<>();
        events.add(flow("Pending", tries("Running", 1, 0)));
        events.addAll(success(0));
        events.addAll(success(1));
        events.add(ended());
        return events;
    }

    @Test
    void runIsAskedForClaimedToldOfAndLookedAt() throws InterruptedException {
        FlowRunCreated created = submitted("whole", "whole");
        ClaimedRun run = claimed("whole");
        assertThat(run.runId()).isEqualTo(created.id());
        assertThat(run.parameters()).isEqualTo(Map.of("days", 3));
        assertThat(run.bundle().sha256()).isEqualTo("ab".repeat(32));
        assertThat(run.previousEpochs()).isFalse();
        RunnerClient runner = runner(run);
        assertThat(runner.run().flow()).isEqualTo("whole");
        assertThat(runner.structure().nodes()).extracting(node -> node.name()).containsExactly("fetch", "load");

        assertThat(runner.events(batch(run, 0, whole())).nextSeq()).isEqualTo(10);
        runner.logs(
                new LogBatch(run.epoch(), 0, List.of(new RunLine(Samples.AT, LogLevel.WARN, 0, -1, "shop", "hello"))));

        FlowRun seen = client.flowRun(created.id());
        assertThat(seen.state().name()).isEqualTo("Success");
        assertThat(seen.endedAt()).isNotNull();
        assertThat(client.taskRuns(created.id()).items())
                .extracting(task -> task.task() + " " + task.state().name())
                .containsExactly("fetch Success", "load Success");
        assertThat(client.history(created.id(), null).items())
                .extracting(entry -> entry.node() + " " + entry.state().name())
                .endsWith("0 Queued", "0 Running", "0 Success", "1 Queued", "1 Running", "1 Success", "-1 Success");
        assertThat(client.history(created.id(), List.of(1), null).items())
                .extracting(entry -> entry.node() + " " + entry.state().name())
                .containsExactly("1 Queued", "1 Running", "1 Success");
        assertThatThrownBy(() -> client.history(created.id(), List.of(-1), null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
        Logs logs = client.logs(created.id(), 0, 100);
        assertThat(logs.ended()).isTrue();
        assertThat(logs.lines()).hasSize(1);
        assertThat(logs.lines().getFirst().text()).isEqualTo("hello");
        assertThat(logs.lines().getFirst().level()).isEqualTo(LogLevel.WARN);
        assertThat(client.logs(created.id(), logs.next(), 100).lines()).isEmpty();
        assertThat(server.rows("select result from task_run where run_id = '" + created.id() + "' order by task"))
                .extracting(row -> row.get("result"))
                .containsExactly("file:/results/0", "file:/results/1");
    }

    @Test
    void runsOfHigherPriorityAreClaimedFirst() throws InterruptedException {
        client.register("Demo", Samples.registration("ranked", "0".repeat(64)));
        List<String> made = new ArrayList<>();
        for (Integer priority : new Integer[] {null, -5, 100, 7}) {
            made.add(client.createFlowRun(new NewFlowRun(
                            "ranked",
                            "Demo",
                            null,
                            Map.of("days", 1),
                            List.of("ranked"),
                            null,
                            null,
                            null,
                            null,
                            priority))
                    .id());
        }
        AgentSession session = agent.begin(Samples.agent("ranked"));
        assertThat(agent.claim(session.sessionId(), new ClaimRequest(4, 5_000)).runs())
                .extracting(ClaimedRun::runId)
                .containsExactly(made.get(2), made.get(3), made.get(0), made.get(1));
        assertThatThrownBy(() -> client.createFlowRun(
                        new NewFlowRun("ranked", "Demo", null, Map.of("days", 1), null, null, null, null, null, 101)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(
                                        refused.problem().errors().getFirst().pointer())
                                .isEqualTo("/priority"));
    }

    @Test
    void batchIsWrittenOnceHoweverOftenItIsSent() throws InterruptedException {
        FlowRunCreated created = submitted("again", "again");
        ClaimedRun run = claimed("again");
        RunnerClient runner = runner(run);
        List<Event> all = whole();

        assertThat(runner.events(batch(run, 0, all.subList(0, 3))).nextSeq()).isEqualTo(3);
        assertThat(runner.events(batch(run, 0, all.subList(0, 3))).nextSeq()).isEqualTo(3);
        assertThat(runner.events(batch(run, 1, all.subList(1, 5))).nextSeq()).isEqualTo(5);
        assertThat(runner.events(batch(run, 5, List.of())).nextSeq()).isEqualTo(5);
        assertThatThrownBy(() -> runner.events(batch(run, 7, all.subList(7, 8))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.gap()).isTrue();
                    assertThat(refused.problem().nextSeq()).isEqualTo(5);
                });
        assertThat(runner.events(batch(run, 5, all.subList(5, 10))).nextSeq()).isEqualTo(10);
        assertThat(runner.events(batch(run, 5, all.subList(5, 10))).nextSeq()).isEqualTo(10);

        assertThat(client.history(created.id(), null).items())
                .filteredOn(entry -> entry.node() >= 0)
                .hasSize(6);
    }

    @Test
    void whatCannotHaveHappenedIsRefusedByItsPlaceAndNothingIsWritten() throws InterruptedException {
        FlowRunCreated created = submitted("illegal", "illegal");
        ClaimedRun run = claimed("illegal");
        RunnerClient runner = runner(run);
        List<Event> early = List.of(flow("Pending", tries("Running", 1, 0)), task(1, "Pending", tries("Queued", 1, 0)));

        assertThatThrownBy(() -> runner.events(batch(run, 0, early)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.problem().errors().getFirst().pointer()).isEqualTo("/events/1");
                    assertThat(refused.getMessage())
                            .contains("\"load\" cannot begin")
                            .contains("\"fetch\"");
                });
        assertThatThrownBy(() -> runner.events(batch(run, 0, List.of(ended()))))
                .hasMessageContaining("does not become Success");
        assertThat(client.flowRun(created.id()).state().name()).isEqualTo("Queued");
    }

    @Test
    void retriesAreThoseOfTheRegistrationAndNoMore() throws InterruptedException {
        submitted("retries", "retries");
        ClaimedRun run = claimed("retries");
        RunnerClient runner = runner(run);
        StateJson again = new StateJson(
                "Retrying", "IOException: broken", 2, 1, Samples.AT.plusSeconds(5), null, null, null, null, null);
        runner.events(batch(
                run,
                0,
                List.of(
                        flow("Pending", tries("Running", 1, 0)),
                        task(0, "Pending", tries("Queued", 1, 0)),
                        task(0, "Queued", tries("Running", 1, 0)),
                        Event.failed(0, -1, Samples.AT, 1, "java.io.IOException: broken"),
                        task(0, "Running", again))));
        Event due = Event.state(0, -1, Samples.AT.plusSeconds(6), "Retrying", tries("Queued", 2, 1));
        Event second = Event.state(0, -1, Samples.AT.plusSeconds(6), "Queued", tries("Running", 2, 1));
        StateJson third = new StateJson(
                "Retrying", "IOException: broken", 3, 2, Samples.AT.plusSeconds(9), null, null, null, null, null);

        assertThatThrownBy(() -> runner.events(batch(
                        run, 5, List.of(due, second, Event.state(0, -1, Samples.AT.plusSeconds(6), "Running", third)))))
                .hasMessageContaining("does not become Retrying");
        assertThat(runner.events(batch(run, 5, List.of(due, second))).nextSeq()).isEqualTo(7);
    }

    @Test
    void runIsGivenToTheAgentThatWaits() throws Exception {
        client.register("Demo", Samples.registration("polled", "1".repeat(64)));
        AgentSession session = agent.begin(Samples.agent("polled"));
        CompletableFuture<List<ClaimedRun>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return agent.claim(session.sessionId(), new ClaimRequest(2, 20_000))
                        .runs();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        FlowRunCreated created = client.createFlowRun(
                new NewFlowRun("polled", null, null, Map.of("days", 1), List.of("polled"), "named", null, null, null));

        assertThat(waiting.get(15, TimeUnit.SECONDS))
                .extracting(ClaimedRun::runId)
                .containsExactly(created.id());
        assertThat(agent.claim(session.sessionId(), new ClaimRequest(1, 0, List.of()))
                        .runs())
                .as("given again to an agent that lost the answer")
                .extracting(ClaimedRun::runId)
                .containsExactly(created.id());
        assertThat(agent.claim(session.sessionId(), new ClaimRequest(1, 0, List.of(created.id())))
                        .runs())
                .isEmpty();
    }

    @Test
    void cancelIsToldToRunnerAndAgent() throws InterruptedException {
        FlowRunCreated created = submitted("cancelled", "cancelled");
        AgentSession session = agent.begin(Samples.agent("cancelled"));
        ClaimedRun run = agent.claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        RunnerClient runner = runner(run);
        runner.events(batch(run, 0, whole().subList(0, 3)));

        client.cancel(created.id(), new Cancellation("enough", 7));
        client.cancel(created.id(), "told only once");

        assertThat(agent.heartbeat(session.sessionId()).cancel())
                .containsExactly(new CancelledRun(created.id(), "enough", 7));
        EventAnswer told = runner.events(batch(run, 3, List.of()));
        assertThat(told.cancel()).isEqualTo("enough");
        assertThat(told.graceSeconds()).isEqualTo(7);
        runner.events(batch(
                run,
                3,
                List.of(
                        flow(
                                "Running",
                                new StateJson("Cancelling", "enough", 1, 0, null, null, null, null, null, null)),
                        task(
                                0,
                                "Running",
                                new StateJson("Cancelling", "enough", 1, 0, null, null, null, null, null, null)),
                        task(0, "Cancelling", StateJson.of("Cancelled", "enough")),
                        task(1, "Pending", StateJson.of("Cancelled", "enough")),
                        flow("Cancelling", StateJson.of("Cancelled", "enough")))));
        assertThat(client.flowRun(created.id()).state()).isEqualTo(StateJson.of("Cancelled", "enough"));
        assertThatThrownBy(() -> client.cancel(created.id(), "again")).hasMessageContaining("nothing to cancel");
    }

    @Test
    void runThatNobodyHoldsIsCancelledAtOnce() throws InterruptedException {
        FlowRunCreated created = submitted("unheld", "unheld");

        assertThat(client.cancel(created.id(), "").state().name()).isEqualTo("Cancelled");
    }

    @Test
    void runThatAnAgentGivesBackIsCrashedAndItsRunnerFenced() throws InterruptedException {
        FlowRunCreated created = submitted("refused", "refused");
        AgentSession session = agent.begin(Samples.agent("refused"));
        ClaimedRun run = agent.claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();

        agent.refuse(session.sessionId(), new Refusal(run.runId(), run.epoch(), "exit code 137", null));

        assertThat(client.flowRun(created.id()).state().name()).isEqualTo("Crashed");
        assertThat(client.flowRun(created.id()).state().message()).isEqualTo("exit code 137");
        assertThatThrownBy(() -> runner(run).events(batch(run, 0, whole())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.fenced()).isTrue());
        assertThatThrownBy(() -> runner(run).run())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.fenced()).isTrue());
    }

    @Test
    void agentThatGoesGivesItsRunsToOthersWhoReadWhatHappened() throws InterruptedException {
        FlowRunCreated created = submitted("resumed", "resumed");
        AgentSession session = agent.begin(Samples.agent("resumed"));
        ClaimedRun first = agent.claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        List<Event> told = whole().subList(0, 7);
        runner(first).events(batch(first, 0, told));

        agent.end(session.sessionId());
        ClaimedRun second = claimed("resumed");

        assertThat(second.runId()).isEqualTo(created.id());
        assertThat(second.previousEpochs()).isTrue();
        assertThatThrownBy(() -> runner(first).events(batch(first, 7, whole().subList(7, 8))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.fenced()).isTrue());
        JournalPage journal = runner(second).journal(null);
        assertThat(journal.next()).isNull();
        assertThat(journal.entries()).extracting(entry -> entry.event().kind()).hasSize(7);
        assertThat(journal.entries().get(3).event().key()).isEqualTo("file:/results/0");
        assertThat(journal.entries().get(4).event().from()).isEqualTo("Running");
        runner(second)
                .events(batch(
                        second,
                        0,
                        List.of(
                                flow("Pending", tries("Running", 1, 0)),
                                task(1, "Pending", tries("Queued", 1, 0)),
                                task(1, "Queued", tries("Running", 1, 0)),
                                task(1, "Running", plain("Success")),
                                ended())));
        assertThat(client.flowRun(created.id()).state().name()).isEqualTo("Success");
    }

    @Test
    void runnerThatBeginsAnewReopensWhatAnEarlierOneLeftButNotItsOwn() throws InterruptedException {
        FlowRunCreated created = submitted("anew", "anew");
        AgentSession session = agent.begin(Samples.agent("anew"));
        ClaimedRun first = agent.claim(session.sessionId(), new ClaimRequest(1, 5_000))
                .runs()
                .getFirst();
        runner(first).events(batch(first, 0, whole().subList(0, 7)));
        agent.end(session.sessionId());

        ClaimedRun second = claimed("anew");
        assertThat(runner(second)
                        .events(batch(second, 0, whole().subList(0, 5)))
                        .nextSeq())
                .isEqualTo(5);
        assertThatThrownBy(() -> runner(second).events(batch(second, 5, success(0))))
                .hasMessageContaining("\"fetch\", which is Success, does not become Queued");
        runner(second).events(batch(second, 5, whole().subList(5, 10)));
        assertThat(client.flowRun(created.id()).state().name()).isEqualTo("Success");
    }

    @Test
    void agentSpeaksOfItsOwnSessionsAlone() throws InterruptedException {
        AgentSession session = agent.begin(Samples.agent("own"));
        String other = client.createKey(new NewKey("other", KeyKind.AGENT, null, null, null))
                .key();
        try (ReeveClient stranger = server.client(other)) {
            assertThatThrownBy(() -> stranger.agent().heartbeat(session.sessionId()))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }

    @Test
    void keyOfARunOpensNoOtherRun() throws InterruptedException {
        submitted("keyed", "keyed");
        ClaimedRun run = claimed("keyed");
        FlowRunCreated other = submitted("keyed", "other");

        assertThatThrownBy(() ->
                        client.runner(other.id(), String.valueOf(run.runKey())).run())
                .hasMessageContaining("another run");
    }
}
