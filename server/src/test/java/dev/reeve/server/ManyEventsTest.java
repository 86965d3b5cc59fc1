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
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Problem;
import dev.reeve.api.RunAnswer;
import dev.reeve.api.RunEvents;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a runner tells of several runs in one request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyEventsTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;
    private AgentSession session;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", ""));
        client.register("Demo", Samples.registration("many", "0".repeat(64)));
        agentSide = server.client(client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
        session = agentSide.agent().begin(Samples.agent("many"));
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private List<ClaimedRun> claimed(int count) throws InterruptedException {
        AgentClient agent = agentSide.agent();
        List<ClaimedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var ignored = client.createFlowRun(
                    new NewFlowRun("many", "Demo", null, Map.of("days", 3), List.of("many"), null, null, null, null));
            runs.addAll(
                    agent.claim(session.sessionId(), new ClaimRequest(1, 5_000)).runs());
        }
        assertThat(runs).hasSize(count);
        return runs;
    }

    private static List<Event> whole() {
        List<Event> events = new ArrayList<>();
        events.add(flow("Pending", tries("Running", 1, 0)));
        events.addAll(success(0));
        events.addAll(success(1));
        events.add(ended());
        return events;
    }

    private static RunEvents told(ClaimedRun run, long first, List<Event> events) {
        return new RunEvents(String.valueOf(run.runKey()), new EventBatch(run.epoch(), first, events));
    }

    private List<RunAnswer> tell(ClaimedRun by, List<RunEvents> events) throws InterruptedException {
        RunnerClient runner = client.runner(by.runId(), String.valueOf(by.runKey()));
        return runner.events(events);
    }

    private static long next(RunAnswer answer) {
        assertThat(answer.problem()).isNull();
        return answer.answer().nextSeq();
    }

    private String state(ClaimedRun run) throws InterruptedException {
        return client.flowRun(run.runId()).state().name();
    }

    @Test
    void eachRunGoesOnAndAgainChangesNothing() throws InterruptedException {
        List<ClaimedRun> runs = claimed(3);
        List<RunEvents> first =
                runs.stream().map(run -> told(run, 0, whole().subList(0, 4))).toList();
        for (int i = 0; i < 2; i++) {
            assertThat(tell(runs.get(1), first))
                    .extracting(ManyEventsTest::next)
                    .containsExactly(4L, 4L, 4L);
        }
        List<RunEvents> rest = List.of(
                told(runs.get(0), 4, whole().subList(4, 10)),
                told(runs.get(1), 2, whole().subList(2, 10)), // the server has half of it
                told(runs.get(2), 4, List.of()));
        assertThat(tell(runs.get(0), rest)).extracting(ManyEventsTest::next).containsExactly(10L, 10L, 4L);
        assertThat(state(runs.get(0))).isEqualTo("Success");
        assertThat(state(runs.get(1))).isEqualTo("Success");
        assertThat(state(runs.get(2))).isEqualTo("Running");
        assertThat(client.history(runs.get(1).runId(), null).items())
                .filteredOn(entry -> entry.node() >= 0)
                .hasSize(6);
    }

    @Test
    void whatIsWrongWithOneIsToldOfThatOneOnly() throws InterruptedException {
        List<ClaimedRun> runs = claimed(5);
        tell(runs.get(3), List.of(told(runs.get(3), 0, whole())));
        String foreign = "rvr_" + "x".repeat(70);
        List<RunAnswer> answers = tell(
                runs.get(0),
                List.of(
                        told(runs.get(0), 0, whole()),
                        told(runs.get(1), 0, List.of(ended())),
                        told(runs.get(2), 5, whole().subList(5, 10)),
                        told(runs.get(3), 10, success(0)),
                        new RunEvents(foreign, new EventBatch(1, 0, whole())),
                        new RunEvents(String.valueOf(runs.get(4).runKey()), new EventBatch(2, 0, whole()))));
        assertThat(next(answers.get(0))).isEqualTo(10);
        assertThat(answers.subList(1, 6))
                .extracting(answer ->
                        answer.problem().status() + " " + answer.problem().type())
                .containsExactly(
                        "422 about:blank",
                        "409 " + Problem.GAP,
                        "409 " + Problem.FENCED,
                        "401 about:blank",
                        "422 about:blank");
        assertThat(answers.get(1).problem().errors().getFirst().pointer()).isEqualTo("/events/0");
        assertThat(answers.get(2).problem().nextSeq()).isZero();
        assertThat(state(runs.get(0))).isEqualTo("Success");
        assertThat(state(runs.get(1))).isEqualTo("Queued");
    }

    @Test
    void aRequestIsOfSomeRunsEachOnce() throws InterruptedException {
        ClaimedRun run = claimed(1).getFirst();
        RunEvents one = told(run, 0, whole());
        for (List<RunEvents> wrong : List.of(List.<RunEvents>of(), List.of(one, one), Collections.nCopies(101, one))) {
            assertThatThrownBy(() -> tell(run, wrong))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(422));
        }
        assertThat(state(run)).isEqualTo("Queued");
    }
}
