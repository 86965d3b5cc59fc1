package dev.reeve.server;

import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.plain;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.AgentSession;
import dev.reeve.api.BulkAnswer;
import dev.reeve.api.BulkItem;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.EpochOpening;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.EventKind;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JsonType;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionField;
import dev.reeve.api.QuestionKind;
import dev.reeve.api.Reopening;
import dev.reeve.api.ReuseRule;
import dev.reeve.api.StateJson;
import dev.reeve.api.TaskAnswer;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that go on: reopened by a person, or answered while they wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgainTest {
    private static final Question GO = new Question("load", "may it?", QuestionKind.DECISION, List.of());

    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;
    private AgentClient agent;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        agentSide = server.client(client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
        agent = agentSide.agent();
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private ClaimedRun submitted(String name) throws InterruptedException {
        client.register("Demo", Samples.registration(name, "0".repeat(64)));
        FlowRunCreated created = client.createFlowRun(
                new NewFlowRun(name, "Demo", null, Map.of("days", 3), List.of(name), null, null, null, null));
        assertThat(created.flow()).isEqualTo(name);
        return claimed(name).getFirst();
    }

    private List<ClaimedRun> claimed(String label) throws InterruptedException {
        AgentSession session = agent.begin(Samples.agent(label));
        return agent.claim(session.sessionId(), new ClaimRequest(1, 2_000)).runs();
    }

    private RunnerClient runner(ClaimedRun run) {
        return client.runner(run.runId(), String.valueOf(run.runKey()));
    }

    private void tell(ClaimedRun run, long first, List<Event> events) throws InterruptedException {
        assertThat(runner(run)
                        .events(new EventBatch(run.epoch(), first, events))
                        .nextSeq())
                .isEqualTo(first + events.size());
    }

    private static List<Event> failing() {
        List<Event> events = new ArrayList<>();
        events.add(Event.opened(Samples.AT, new EpochOpening(1, "b3BlbmVk", "c3RydWN0dXJl", "")));
        events.add(flow("Pending", tries("Running", 1, 0)));
        events.addAll(success(0));
        events.add(task(1, "Pending", tries("Queued", 1, 0)));
        events.add(task(1, "Queued", tries("Running", 1, 0)));
        events.add(task(
                1,
                "Running",
                new StateJson("Failed", "no", null, null, null, null, null, null, 1, "java.io.IOException")));
        events.add(flow(
                "Running",
                new StateJson("Failed", "1 of 1 reference tasks failed", null, null, null, null, null, null, 1, "")));
        return events;
    }

    /** The flow's sample has both tasks decide. */
    private static List<Event> failed() {
        List<Event> events = failing();
        events.removeLast();
        events.add(flow(
                "Running",
                new StateJson("Failed", "1 of 2 reference tasks failed", null, null, null, null, null, null, 1, "")));
        return events;
    }

    private static void refused(int status, String words, Consumer<RefusedException> more, Asked asked) {
        assertThatThrownBy(asked::ask).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.status()).as(refused.getMessage()).isEqualTo(status);
            assertThat(refused.getMessage()).contains(words);
            more.accept(refused);
        });
    }

    private interface Asked {
        void ask() throws Exception;
    }

    @Test
    void aRunThatEndedGoesOnFromItsJournal() throws InterruptedException {
        ClaimedRun run = submitted("ended");
        refused(
                409,
                "cannot begin again",
                any -> {},
                () -> client.reopen(run.runId(), new Reopening(null, null, null)));
        tell(run, 0, failed());

        refused(
                422,
                "is no task of the flow",
                any -> {},
                () -> client.reopen(run.runId(), new Reopening("lod", null, null)));
        refused(422, "is no child", any -> {}, () -> client.reopen(run.runId(), new Reopening("load", 2, null)));
        refused(422, "needs from", any -> {}, () -> client.reopen(run.runId(), new Reopening(null, 2, null)));
        assertThat(client.reopen(run.runId(), new Reopening("load", null, ReuseRule.SAME_GRAPH))
                        .state()
                        .name())
                .isEqualTo("Pending");

        ClaimedRun again = claimed("ended").getFirst();
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(again.previousEpochs()).isTrue();
        assertThat(again.reopening()).isEqualTo(new Reopening("load", null, ReuseRule.SAME_GRAPH));
        List<JournalEntry> journal = runner(again).journal(null).entries();
        assertThat(journal.getFirst().event().kind()).isEqualTo(EventKind.OPENED);
        assertThat(journal.getFirst().event().opening()).isEqualTo(new EpochOpening(1, "b3BlbmVk", "c3RydWN0dXJl", ""));
        assertThat(journal).hasSize(failed().size());

        tell(
                again,
                0,
                List.of(
                        task(1, "Failed", plain("Pending")),
                        flow("Pending", tries("Running", 1, 0)),
                        task(1, "Pending", tries("Queued", 1, 0)),
                        task(1, "Queued", tries("Running", 1, 0)),
                        task(1, "Running", plain("Success")),
                        flow("Running", StateJson.of("Success", "all reference tasks succeeded"))));
        assertThat(client.flowRun(run.runId()).state().name()).isEqualTo("Success");
        assertThat(client.taskRuns(run.runId()).items())
                .extracting(task -> task.state().name())
                .containsExactly("Success", "Success");
    }

    @Test
    void aRunThatWasCancelledAndBeginsAgainIsNotAskedToStopOnceMore() throws InterruptedException {
        ClaimedRun run = submitted("cancelled-before");
        tell(run, 0, List.of(flow("Pending", tries("Running", 1, 0))));
        client.cancel(run.runId(), "not now");
        assertThat(runner(run).events(new EventBatch(1, 1, List.of())).cancel()).isEqualTo("not now");
        tell(
                run,
                1,
                List.of(
                        task(0, "Pending", StateJson.of("Cancelled", "not now")),
                        task(1, "Pending", StateJson.of("Cancelled", "not now")),
                        flow(
                                "Running",
                                new StateJson("Cancelling", "not now", 1, 0, null, null, null, null, null, null)),
                        flow("Cancelling", StateJson.of("Cancelled", "not now"))));
        client.reopen(run.runId(), new Reopening(null, null, null));
        ClaimedRun again = claimed("cancelled-before").getFirst();
        assertThat(runner(again).events(new EventBatch(2, 0, List.of())).cancel())
                .isNull();
    }

    @Test
    void manyRunsThatWaitForAGoAheadAreLetGoOnAndOthersSayWhatTheyWaitFor() throws InterruptedException {
        ClaimedRun waits = waiting("resumed-1", new Question("load", "may it?", QuestionKind.GO_AHEAD, List.of()));
        ClaimedRun decides = waiting("resumed-2", GO);
        ClaimedRun runs = submitted("resumed-3");
        BulkAnswer answer = client.runPages()
                .bulk(new BulkRequest(
                        BulkKind.RESUME, List.of(waits.runId(), decides.runId(), runs.runId(), "none"), ""));
        assertThat(answer.done()).isEqualTo(1);
        assertThat(answer.items()).extracting(BulkItem::status).containsExactly(200, 409, 409, 404);
        assertThat(answer.items().get(1).detail()).contains("say more than to go on: load");
        assertThat(answer.items().get(2).detail()).contains("does not wait for a person");
        assertThat(runner(waits).events(new EventBatch(1, 4, List.of())).answers())
                .extracting(PersonAnswer::task)
                .containsExactly("load");
        assertThat(server.rows("select subject from audit_log where action = 'run.answer' and subject like '"
                        + waits.runId() + "%'"))
                .hasSize(1);
        refused(
                422,
                "",
                any -> {},
                () -> client.runPages().bulk(new BulkRequest(BulkKind.RESUME, List.of(waits.runId()), "", null, 5)));
    }

    @Test
    void whatWasAskedOfAnEpochHoldsUntilOneHasBegunToRun() throws InterruptedException {
        ClaimedRun run = submitted("asked-of");
        tell(run, 0, failed());
        Reopening wanted = new Reopening("load", null, null);
        client.reopen(run.runId(), wanted);
        ClaimedRun lost = claimed("asked-of").getFirst();
        server.sql("update agent_session set lasts_until = '-infinity' where agent = 'worker' and ended_at is null");
        ClaimedRun next = untilClaimed("asked-of");
        assertThat(next.epoch()).isEqualTo(lost.epoch() + 1);
        assertThat(next.reopening()).isEqualTo(wanted);
        tell(next, 0, List.of(flow("Pending", tries("Running", 1, 0))));
        server.sql("update agent_session set lasts_until = '-infinity' where agent = 'worker' and ended_at is null");
        assertThat(untilClaimed("asked-of").reopening()).isNull();
    }

    @Test
    void aRunThatWaitsForItsTimeIsStartedAtOnceAndNoOther() throws InterruptedException {
        client.register("Demo", Samples.registration("early", "0".repeat(64)));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        String id = client.createFlowRun(new NewFlowRun(
                        "early", "Demo", null, Map.of("days", 3), List.of("early"), null, later, null, null))
                .id();
        AgentSession session = agent.begin(Samples.agent("early"));
        assertThat(agent.claim(session.sessionId(), new ClaimRequest(1, 0)).runs())
                .isEmpty();
        FlowRun started = client.startNow(id);
        assertThat(started.scheduledFor()).isEqualTo(later);
        assertThat(untilClaimed("early").runId()).isEqualTo(id);
        refused(409, "waits for no time to begin", any -> {}, () -> client.startNow(id));
        refused(404, "", any -> {}, () -> client.startNow("01920000-0000-7000-8000-000000000000"));
    }

    private ClaimedRun untilClaimed(String label) throws InterruptedException {
        List<ClaimedRun> runs = claimed(label);
        while (runs.isEmpty()) {
            runs = claimed(label);
        }
        return runs.getFirst();
    }

    @Test
    void aTaskRunIsPutBackOnlyBeforeItBeginsInTheEpoch() throws InterruptedException {
        ClaimedRun run = submitted("put-back");
        tell(run, 0, failed());
        client.reopen(run.runId(), new Reopening(null, null, null));
        ClaimedRun again = claimed("put-back").getFirst();
        tell(
                again,
                0,
                List.of(
                        task(1, "Failed", plain("Pending")),
                        flow("Pending", tries("Running", 1, 0)),
                        task(1, "Pending", tries("Queued", 1, 0))));
        refused(
                422,
                "does not become Pending",
                any -> {},
                () -> tell(again, 3, List.of(task(1, "Queued", plain("Pending")))));
    }

    private ClaimedRun waiting(String name, Question question) throws InterruptedException {
        ClaimedRun run = submitted(name);
        List<Event> events = new ArrayList<>(failing().subList(0, 8));
        events.add(task(1, "Running", new StateJson("Paused", "may it?", 2, 0, null, null, null, null, null, null)));
        events.add(Event.asked(1, -1, Samples.AT, question));
        events.add(flow("Running", new StateJson("Paused", "waits", 1, 0, null, null, null, null, null, null)));
        tell(run, 0, events);
        return run;
    }

    @Test
    void aRunThatWaitsIsHeldByNobodyUntilItIsAnswered() throws InterruptedException {
        ClaimedRun run = waiting("waits", GO);
        assertThat(client.questions(run.runId()).items()).containsExactly(GO);
        runner(run).letGo();
        assertThat(client.flowRun(run.runId()).state().name()).isEqualTo("Paused");
        assertThat(client.flowRun(run.runId()).agent()).isNull();
        refused(409, "", any -> {}, () -> runner(run).letGo());
        assertThat(claimed("waits")).isEmpty();

        refused(
                409,
                "these do: load",
                any -> {},
                () -> client.answer(run.runId(), new TaskAnswer("fetch", null, null)));
        refused(
                422,
                "/value/approved",
                any -> {},
                () -> client.answer(run.runId(), new TaskAnswer("load", null, Map.of("approved", "yes"))));
        client.answer(run.runId(), new TaskAnswer("load", null, Map.of("approved", true, "comment", "looks right")));
        refused(
                409,
                "was answered",
                any -> {},
                () -> client.answer(run.runId(), new TaskAnswer("load", null, Map.of("approved", false))));

        ClaimedRun again = claimed("waits").getFirst();
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(client.flowRun(run.runId()).state().name()).isEqualTo("Paused");
        PersonAnswer answer = runner(again).answers().getFirst();
        assertThat(answer.task()).isEqualTo("load");
        assertThat(answer.value()).isEqualTo(Map.of("approved", true, "comment", "looks right", "by", answer.by()));
        tell(
                again,
                0,
                List.of(
                        flow("Paused", tries("Running", 1, 0)),
                        Event.heard(Samples.AT, answer.id()),
                        task(1, "Paused", tries("Queued", 2, 0))));
        assertThat(runner(again).answers()).isEmpty();
        assertThat(client.questions(run.runId()).items()).isEmpty();
    }

    @Test
    void anAnswerIsOfTheTypesThatAreAskedFor() throws InterruptedException {
        Question budget = new Question(
                "load",
                "how much?",
                QuestionKind.RECORD,
                List.of(
                        new QuestionField("amount", "int", JsonType.INTEGER, true),
                        new QuestionField("reason", "String", JsonType.STRING, false)));
        ClaimedRun run = waiting("typed", budget);
        refused(422, "amount (int)", any -> {}, () -> client.answer(run.runId(), new TaskAnswer("load", null, "much")));
        refused(
                422,
                "/value/amount",
                any -> {},
                () -> client.answer(run.runId(), new TaskAnswer("load", null, Map.of("amount", "x", "more", 1))));
        client.answer(run.runId(), new TaskAnswer("load", null, Map.of("amount", 12)));
        // who holds it is told with the next answer
        List<PersonAnswer> told =
                runner(run).events(new EventBatch(run.epoch(), 9, List.of())).answers();
        assertThat(told).hasSize(1);
    }

    @Test
    void aRunThatNobodyHoldsIsCancelledAtOnce() throws InterruptedException {
        ClaimedRun run = waiting("stopped", GO);
        runner(run).letGo();
        client.cancel(run.runId(), "not wanted");
        assertThat(client.flowRun(run.runId()).state().name()).isEqualTo("Cancelled");
        assertThat(client.taskRuns(run.runId()).items())
                .extracting(task -> task.state().name())
                .containsExactly("Success", "Cancelled");
        assertThat(client.questions(run.runId()).items()).isEmpty();
    }
}
