package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.AT;
import static dev.reeve.server.ledger.Desk.finished;
import static dev.reeve.server.ledger.Desk.run;
import static dev.reeve.server.ledger.Desk.success;
import static dev.reeve.server.ledger.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"), Node.task("check", Upstream.data(0)));

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void lifeOfARunIsWrittenDown() {
        AgentSession agent = desk.agent();
        Claimed claimed = desk.begun(version, agent);
        List<Entry> rest = new ArrayList<>(success(0));
        rest.addAll(success(1));
        rest.add(finished(2));

        desk.append(claimed, rest.toArray(Entry[]::new));

        RunView view = ledger.runs().run(claimed.run()).orElseThrow();
        assertThat(view.state()).isInstanceOf(State.Success.class);
        assertThat(view.startedAt()).isEqualTo(AT);
        assertThat(view.endedAt()).isEqualTo(AT);
        assertThat(view.agent()).isNull();
        assertThat(view.parameters()).isEqualTo("{\"country\":\"Italy\"}");
        assertThat(view.seq()).isEqualTo(10);
        assertThat(desk.story(claimed.run()))
                .containsExactly(
                        "run Pending",
                        "run Queued",
                        "run Running",
                        "0 Queued",
                        "0 Running",
                        "0 Success",
                        "1 Queued",
                        "1 Running",
                        "1 Success",
                        "run Success");
        assertThat(ledger.runs().tasks(claimed.run(), null, 10))
                .containsExactly(
                        new TaskView(TaskKey.of(0), State.Success.PLAIN, 1, AT, AT, "file:/results/0", null),
                        new TaskView(TaskKey.of(1), State.Success.PLAIN, 1, AT, AT, "file:/results/1", null));
        assertThat(ledger.held(agent.id())).isEmpty();
    }

    @Test
    void submittingTwiceIsOneRun() {
        Submission submission = desk.submission(version);
        assertThat(ledger.submit(submission)).isEqualTo(new Submitted.New(submission.id(), 0));
        assertThat(ledger.submit(submission)).isEqualTo(new Submitted.Known(submission.id()));
        assertThat(desk.story(submission.id())).containsExactly("run Pending");
    }

    @Test
    void secondRunWithTheSameKeyIsTheFirst() {
        Submission first = desk.submission(Desk.id(), version, null, 0, "daily 26 Nov");
        Submission second = desk.submission(Desk.id(), version, null, 0, "daily 26 Nov");
        Submission other =
                desk.submission(Desk.id(), desk.register("another", Node.task("t")), null, 0, "daily 26 Nov");

        assertThat(ledger.submit(first)).isEqualTo(new Submitted.New(first.id(), 0));
        assertThat(ledger.submit(second)).isEqualTo(new Submitted.Known(first.id()));
        assertThat(ledger.submit(first)).isEqualTo(new Submitted.Known(first.id()));
        assertThat(ledger.submit(other)).isEqualTo(new Submitted.New(other.id(), 0));
        assertThat(ledger.runs().run(second.id())).isEmpty();
    }

    @Test
    void keysThatComeTogetherAreOneRunToo() {
        List<Submission> same = Stream.generate(() -> desk.submission(Desk.id(), version, null, 0, "at once"))
                .limit(20)
                .toList();
        List<CompletableFuture<Submitted>> answers =
                same.stream().map(each -> Desk.async(() -> ledger.submit(each))).toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(Submitted.New.class::isInstance))
                .hasSize(1);
        assertThat(ledger.runs().runs(RunQuery.newest(desk.project.id(), 100))).hasSize(1);
    }

    @Test
    void runIsHeldByOneAgentOnly() {
        for (int i = 0; i < 30; i++) {
            desk.submit(version);
        }
        List<CompletableFuture<List<Claimed>>> claims = Stream.generate(desk::agent)
                .limit(4)
                .map(agent -> Desk.async(() -> ledger.claim(agent.id(), 10)))
                .toList();

        assertThat(claims.stream().flatMap(each -> each.join().stream()).map(Claimed::run))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void runsThatAnAgentMayNotRunKeepNothingBackThatItMay() {
        for (int i = 0; i < 20; i++) {
            ledger.submit(desk.submission(Desk.id(), version, null, 50, null, "gpu"));
        }
        UUID plain = desk.submit(version);
        UUID both = Desk.id();
        ledger.submit(desk.submission(both, version, null, 0, null, "linux", "big"));

        assertThat(ledger.claim(desk.agent("linux", "big", "more").id(), 5))
                .extracting(Claimed::run)
                .containsExactlyInAnyOrder(plain, both);
        assertThat(ledger.claim(desk.agent("big").id(), 5)).isEmpty();
        assertThat(ledger.claim(desk.agent("gpu").id(), 50)).hasSize(20);
    }

    @Test
    void higherPriorityComesFirstAndThenWhatIsDueLonger() {
        Instant now = Instant.now();
        UUID late = submit(now.minusSeconds(10), 0);
        UUID later = submit(now.minusSeconds(5), 0);
        UUID urgent = submit(now.minusSeconds(1), 7);
        UUID tomorrow = submit(now.plusSeconds(86_400), 9);

        assertThat(ledger.claim(desk.agent().id(), 10)).extracting(Claimed::run).containsExactly(urgent, late, later);
        assertThat(desk.state(tomorrow)).isInstanceOf(State.Scheduled.class);
    }

    @Test
    void sessionThatEndedIsGivenNoRun() {
        AgentSession agent = desk.agent();
        Submission held = desk.submission(version);
        assertThat(ledger.submit(held, agent.id())).isEqualTo(new Submitted.New(held.id(), 1));
        assertThat(ledger.held(agent.id())).extracting(Claimed::run).containsExactly(held.id());
        ledger.disconnect(agent.id());
        Submission late = desk.submission(Desk.id(), version, null, 0, "a key");
        Submitted refused = new Submitted.Refused("session " + agent.id() + " is not connected, or takes no more runs");
        assertThat(ledger.submit(late, agent.id())).isEqualTo(refused);
        assertThat(ledger.submit(desk.submission(version), Long.MAX_VALUE))
                .isEqualTo(new Submitted.Refused("session " + Long.MAX_VALUE + " is not connected"));
        assertThat(ledger.runs().run(late.id())).isEmpty();
        assertThat(ledger.submit(late)).isEqualTo(new Submitted.New(late.id(), 0)); // its key was not taken
    }

    private UUID submit(Instant due, int priority) {
        UUID id = Desk.id();
        assertThat(ledger.submit(desk.submission(id, version, due, priority, null)))
                .isInstanceOf(Submitted.New.class);
        return id;
    }

    @Test
    void whoWaitsForRunsIsWoken() throws InterruptedException {
        long before = ledger.queued();
        CompletableFuture<UUID> submitted = Desk.async(() -> desk.submit(version));
        assertThat(ledger.awaitQueued(before, Duration.ofSeconds(60))).isGreaterThan(before);
        submitted.join();
        assertThat(ledger.awaitQueued(ledger.queued(), Duration.ofMillis(1))).isEqualTo(ledger.queued());
    }

    @Test
    void batchThatIsSentAgainIsAnsweredAsAppliedAndChangesNothing() {
        Claimed claimed = desk.begun(version, desk.agent());
        Batch batch = new Batch(claimed.run(), 1, 3, success(0));
        assertThat(ledger.append(batch)).isEqualTo(new Reply.Applied(6));
        List<Entry> rest = new ArrayList<>(success(1));
        rest.add(finished(2));

        assertThat(ledger.append(batch)).isEqualTo(new Reply.AlreadyApplied(6));
        Batch last = new Batch(claimed.run(), 1, 6, rest);
        assertThat(ledger.append(last)).isEqualTo(new Reply.Applied(10));
        assertThat(ledger.append(batch)).isEqualTo(new Reply.AlreadyApplied(6));
        assertThat(ledger.append(last)).isEqualTo(new Reply.AlreadyApplied(10));
        assertThat(desk.story(claimed.run())).hasSize(10);
    }

    @Test
    void gapAndOverlapAreToldFromWhereToGoOn() {
        Claimed claimed = desk.begun(version, desk.agent());
        assertThat(ledger.append(new Batch(claimed.run(), 1, 9, success(0)))).isEqualTo(new Reply.OutOfOrder(3));

        desk.append(claimed, success(0).toArray(Entry[]::new));
        List<Entry> more = new ArrayList<>(success(0));
        more.addAll(success(1));
        assertThat(ledger.append(new Batch(claimed.run(), 1, 3, more))).isEqualTo(new Reply.OutOfOrder(6));
    }

    @Test
    void batchesOfOneRunThatAreSentAheadAreWrittenInOrder() {
        Claimed claimed = desk.begun(version, desk.agent());
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        int after = claimed.after();
        for (Entry entry :
                Stream.concat(success(0).stream(), success(1).stream()).toList()) {
            replies.add(ledger.appendLater(new Batch(claimed.run(), 1, after++, List.of(entry))));
        }
        assertThat(replies.stream().map(CompletableFuture::join)).allMatch(Reply.Applied.class::isInstance);
    }

    @Test
    void whoDoesNotHoldTheRunWritesNothing() {
        UUID queued = desk.submit(version);
        assertThat(ledger.append(new Batch(queued, 1, 1, List.of(run(new FlowEvent.Started())))))
                .isInstanceOf(Reply.NotHeld.class);
        assertThat(ledger.append(new Batch(Desk.id(), 1, 1, List.of(run(new FlowEvent.Started())))))
                .isEqualTo(new Reply.Unknown());
        assertThat(desk.story(queued)).containsExactly("run Pending");
    }

    @Test
    void eventThatDoesNotFitIsRefusedWithAllOfItsBatch() {
        Claimed claimed = desk.begun(version, desk.agent());
        List<Entry> entries = new ArrayList<>(success(0));
        entries.add(task(0, TaskEvent.Returned.of(1)));

        Reply reply = ledger.append(new Batch(claimed.run(), 1, 3, entries));

        assertThat(reply).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.entry()).isEqualTo(3);
            assertThat(refused.why())
                    .contains("task \"load\"", "Success", claimed.run().toString());
        });
        assertThat(desk.story(claimed.run())).hasSize(3);
        desk.append(claimed, success(0).toArray(Entry[]::new)); // and the sender may go on
    }

    @Test
    void oneThatTheDatabaseDoesNotTakeHarmsNoOther() {
        List<CompletableFuture<Submitted>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Submission good = desk.submission(version);
            Submission bad = new Submission(
                    Desk.id(),
                    version.id(),
                    "bad",
                    "{no json",
                    good.interval(),
                    null,
                    good.labels(),
                    0,
                    good.cause(),
                    "",
                    "",
                    null,
                    null);
            Submission next = i % 10 == 5 ? bad : good;
            answers.add(Desk.async(() -> ledger.submit(next)));
        }
        assertThat(answers.stream().map(CompletableFuture::join).filter(Submitted.New.class::isInstance))
                .hasSize(36);
        assertThat(answers.stream().map(CompletableFuture::join).filter(Submitted.Refused.class::isInstance))
                .hasSize(4);
    }

    @Test
    void hostileTextsAreKeptAsFarAsTheyAreTexts() {
        String hostile = "a\0b\uD800c'\"\\; drop table flow_run; --\u202E\uD83D\uDE00\r\n";
        String kept = hostile.replace('\0', '\uFFFD').replace("\uD800", "\uFFFD");
        FlowVersion odd = desk.register(hostile, Node.task(hostile));
        assertThat(odd.flow()).isEqualTo(kept);
        Claimed claimed = desk.begun(odd, desk.agent());

        desk.append(
                claimed,
                task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, TaskEvent.Started.of(1)),
                task(0, new TaskEvent.SkipRequested(1, hostile)));

        assertThat(ledger.runs().tasks(claimed.run(), null, 1).get(0).state()).isEqualTo(new State.Skipped(kept));
    }

    @Test
    void numbersAtTheEdgesAreRefusedOrKept() {
        Claimed claimed = desk.begun(version, desk.agent());
        for (TaskKey key : List.of(new TaskKey(2, -1), new TaskKey(-1, -1), new TaskKey(0, -2), new TaskKey(0, 7))) {
            Entry entry = Entry.of(key, TaskEvent.UpstreamsFinished.ALL_WELL, AT);
            assertThat(ledger.append(new Batch(claimed.run(), 1, 3, List.of(entry))))
                    .as("%s", key)
                    .isInstanceOf(Reply.Refused.class);
        }
        Entry early = Entry.of(TaskKey.of(0), TaskEvent.UpstreamsFinished.ALL_WELL, Instant.MIN);
        Entry late = Entry.of(TaskKey.of(0), TaskEvent.Started.of(1), Instant.MAX);
        desk.append(claimed, early, late);
        assertThat(ledger.history().lines(claimed.run(), 3, 9))
                .extracting(HistoryLine::at)
                .containsExactly(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void queuedRunIsCancelledAtOnceAndAHeldOneByWhoHoldsIt() {
        UUID queued = desk.submit(version);
        assertThat(ledger.cancel(queued, "ada", "not today")).isEqualTo(new Steered.Done());
        assertThat(desk.state(queued)).isEqualTo(new State.Cancelled("not today"));
        assertThat(ledger.claim(desk.agent().id(), 1)).isEmpty();
        assertThat(ledger.cancel(queued, "ada", "again")).isInstanceOf(Steered.Refused.class);

        AgentSession agent = desk.agent();
        Claimed held = desk.begun(version, agent);
        assertThat(ledger.cancel(held.run(), "ada", "too slow")).isEqualTo(new Steered.Asked());
        assertThat(ledger.heartbeat(agent.id()))
                .isInstanceOfSatisfying(
                        Heartbeat.Alive.class,
                        alive -> assertThat(alive.cancel())
                                .containsExactly(new Heartbeat.CancelRequest(held.run(), "ada", "too slow", null)));
        desk.append(held, run(new FlowEvent.CancelRequested("too slow")), cancelled());
        assertThat(desk.state(held.run())).isEqualTo(new State.Cancelled("too slow"));
        assertThat(((Heartbeat.Alive) ledger.heartbeat(agent.id())).cancel()).isEmpty();
        assertThat(ledger.cancel(Desk.id(), "ada", "")).isEqualTo(new Steered.Unknown());
    }

    private static Entry cancelled() {
        return run(new FlowEvent.Expired(Duration.ofSeconds(1)));
    }

    @Test
    void reopenedRunGoesOnInANewEpochWithItsHistory() {
        AgentSession agent = desk.agent();
        Claimed claimed = desk.begun(version, agent);
        assertThat(ledger.reopen(claimed.run())).isInstanceOf(Steered.Refused.class);
        List<Entry> failing = new ArrayList<>(success(0));
        failing.add(run(new FlowEvent.Expired(Duration.ofSeconds(5))));
        desk.append(claimed, failing.toArray(Entry[]::new));
        assertThat(desk.state(claimed.run()).name()).isEqualTo("TimedOut");

        assertThat(ledger.reopen(claimed.run())).isEqualTo(new Steered.Done());
        Claimed again = ledger.claim(agent.id(), 1).get(0);

        assertThat(again.run()).isEqualTo(claimed.run());
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(again.after()).isEqualTo(9);
        List<Entry> rest = new ArrayList<>(List.of(run(new FlowEvent.Started())));
        rest.add(task(0, new TaskEvent.Reopened(2)));
        rest.addAll(success(0));
        rest.addAll(success(1));
        rest.add(finished(2));
        assertThat(ledger.append(new Batch(claimed.run(), 1, 9, rest))).isInstanceOf(Reply.NotHeld.class);
        desk.append(again, rest.toArray(Entry[]::new));
        assertThat(desk.state(claimed.run()).name()).isEqualTo("Success");
        assertThat(ledger.history().lines(claimed.run(), 0, 100))
                .extracting(HistoryLine::seq)
                .hasSize(18);
    }

    @Test
    void runThatIsATaskOfAnotherIsHeldAtOnce() {
        AgentSession agent = desk.agent();
        Claimed parent = desk.begun(version, agent);
        Submission plain = desk.submission(version);
        Submission child = new Submission(
                plain.id(),
                version.id(),
                "child",
                "{}",
                plain.interval(),
                null,
                plain.labels(),
                0,
                plain.cause(),
                "",
                "",
                null,
                new TaskKey.InRun(parent.run(), new TaskKey(0, 4)));

        assertThat(ledger.submit(child, agent.id())).isEqualTo(new Submitted.New(child.id(), 1));

        desk.append(new Claimed(child.id(), 1, 1, version.id()), run(new FlowEvent.Started()));
        assertThat(ledger.runs().run(child.id()).orElseThrow().parent()).isEqualTo(child.parent());
        assertThat(ledger.runs().runs(new RunQuery(desk.project.id(), null, Set.of(), parent.run(), null, 9)))
                .extracting(RunView::id)
                .containsExactly(child.id());
        assertThat(ledger.held(agent.id())).hasSize(2);
        assertThat(ledger.submit(desk.submission(version), 4_711)).isInstanceOf(Submitted.Refused.class);
    }

    @Test
    void identifiersThatDoNotSortByTimeAreRefused() {
        assertThatThrownBy(() -> desk.submission(UUID.randomUUID(), version, null, 0, null))
                .hasMessageContaining("version 7");
        UUID old = RunIds.next(Instant.parse("2020-01-01T00:00:00Z"), new Random(1));
        assertThat(ledger.submit(desk.submission(old, version, null, 0, null))).isInstanceOf(Submitted.Refused.class);
    }

    @Test
    void manyMayWaitInACommonPoolAndAnInterruptLosesNothing() {
        List<CompletableFuture<Submitted>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> ledger.submit(desk.submission(version))))
                .limit(300)
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).allMatch(Submitted.New.class::isInstance);

        assertThat(Desk.async(() -> {
                            Thread.currentThread().interrupt();
                            Submitted answer = ledger.submit(desk.submission(version));
                            return answer instanceof Submitted.New
                                    && Thread.currentThread().isInterrupted();
                        })
                        .join())
                .isTrue();
    }

    @Test
    void ledgerThatIsClosedRefusesAndLosesNothing() {
        Claimed claimed = desk.begun(version, desk.agent());
        CompletableFuture<Reply> last = ledger.appendLater(new Batch(claimed.run(), 1, 3, success(0)));
        ledger.close();
        assertThat(last.join()).isEqualTo(new Reply.Applied(6));
        assertThatThrownBy(() -> ledger.append(new Batch(claimed.run(), 1, 6, success(1))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("stops");
    }
}
