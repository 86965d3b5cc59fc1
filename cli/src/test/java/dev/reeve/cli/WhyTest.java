package dev.reeve.cli;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.ResumePlan;
import dev.reeve.ResumePlan.Fate;
import dev.reeve.spi.ParentRun;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code reeve why} says of each state of a task and of a run. */
class WhyTest {
    private static final String ID = "01kn4p000000000000000000aa";
    private static final Tries SECOND = new Tries(2, 1);
    private static final State FAILED = new State.Failed(new Failure("java.io.IOException", "no route", null), 1);
    private static final State QUEUED = State.Queued.FIRST;
    private static final State RUNS = State.Running.FIRST;
    private static final State WELL = State.Success.PLAIN;

    private static final ResultFlow<Integer> INNER =
            Flow.returning("inner", f -> f.task(WhyTest::same, value(1)).named("deep"));

    private static final Flow FLOW = Flow.define("week", f -> {
        Output<Integer> one = f.task(WhyTest::same, value(1)).named("one");
        f.task(WhyTest::same, f.task(WhyTest::same, one).named("two")).named("three");
        Output<List<Integer>> many =
                f.map(WhyTest::same, each(value(List.of(1, 2, 3)))).named("many");
        f.map(WhyTest::same, each(many)).named("more");
        f.subflow(INNER).named("load");
    });

    @TempDir
    Path home;

    static int same(int number) {
        return number;
    }

    private Diary diary() throws IOException {
        return new Diary(home, FLOW.graph(), ID, null);
    }

    private Diary inner(String id) throws IOException {
        return new Diary(home, INNER.graph(), id, new ParentRun(ID, "load", -1, 1));
    }

    private String why(String task) {
        Invocation why = new Invocation(home).run("why", ID, task);
        assertThat(why.err()).isEmpty();
        return why.out().strip();
    }

    private String whyRun() {
        return new Invocation(home).run("why", ID).out().strip();
    }

    private String whyOne(State... states) throws IOException {
        diary().task("one", states);
        return why("one");
    }

    @Test
    void aPendingTaskNamesWhatItWaitsFor() throws IOException {
        diary().task("one", QUEUED, RUNS);
        assertThat(why("two")).isEqualTo("two waits for one.");
        assertThat(why("load")).isEqualTo("load has not begun.");
    }

    @Test
    void aScheduledTaskNamesItsTime() throws IOException {
        assertThat(whyOne(new State.Scheduled(Instant.parse("2026-05-01T00:00:00Z"))))
                .isEqualTo("one waits for its time, 2026-05-01T00:00:00Z.");
    }

    @Test
    void aQueuedTaskWaitsForASlotOrForWhatHoldsItBack() throws IOException {
        assertThat(whyOne(QUEUED)).isEqualTo("one is ready and waits for a free slot.");
        diary2("two", new State.Queued(Tries.FIRST, "waits for the same result, which another task run makes"));
        assertThat(whyOther("two"))
                .isEqualTo("two is ready and waits for the same result, which another task run makes.");
    }

    private static final String OTHER = "01kn4p000000000000000000bb";

    private void diary2(String task, State... states) throws IOException {
        new Diary(home, FLOW.graph(), OTHER, null).task(task, states);
    }

    private String whyOther(String task) {
        return new Invocation(home).run("why", OTHER, task).out().strip();
    }

    @Test
    void aPausedTaskSaysWhatIsAskedAndHowToAnswer() throws IOException {
        assertThat(whyOne(new State.Paused(Tries.FIRST, "How much?", Instant.parse("2026-05-01T00:00:00Z"))))
                .isEqualTo("one waits for a person: How much? (until 2026-05-01T00:00:00Z); to answer: reeve answer "
                        + ID + " one.");
    }

    @Test
    void aRetryingTaskSaysWhenAndWhy() throws IOException {
        assertThat(whyOne(QUEUED, RUNS, new State.Retrying(SECOND, Instant.parse("2026-05-01T00:00:00Z"), "no route")))
                .isEqualTo("one waits for attempt 2 at 2026-05-01T00:00:00Z, for the one before failed: no route.");
    }

    @Test
    void aRunningTaskNamesItsAttemptAndAMappedOneItsChildren() throws IOException {
        assertThat(whyOne(new State.Running(SECOND))).isEqualTo("one runs: attempt 2 goes on.");
        Diary other = new Diary(home, FLOW.graph(), OTHER, null);
        other.task("many", QUEUED, new State.Mapped(3)).child("many", 0, QUEUED, RUNS, WELL);
        assertThat(whyOther("many")).isEqualTo("many runs: 1 of its 3 children ended.");
        assertThat(whyOther("many[0]")).isEqualTo("many[0] ended well in 1.0 s.");
        assertThat(whyOther("many[1]")).isEqualTo("many[1] has not begun.");
    }

    @Test
    void aTaskThatIsBeingStoppedAndOneThatWasSayWhy() throws IOException {
        assertThat(whyOne(RUNS, new State.Cancelling(Tries.FIRST, "stopped by ann")))
                .isEqualTo("one is being stopped: stopped by ann.");
        diary2("one", RUNS, new State.Cancelled("stopped by ann"));
        assertThat(whyOther("one")).isEqualTo("one was cancelled: stopped by ann.");
    }

    @Test
    void aTaskThatEndedWellSaysHowLongItTookAndWhatItSaid() throws IOException {
        assertThat(whyOne(QUEUED, RUNS, new State.Retrying(SECOND, Diary.BEGAN, "x"), new State.Running(SECOND), WELL))
                .isEqualTo("one ended well after 2 attempts in 3.0 s.");
        diary2("one", QUEUED, RUNS, new State.Success("3 rows"));
        assertThat(whyOther("one")).isEqualTo("one ended well in 1.0 s: 3 rows.");
    }

    @Test
    void aCachedAndASkippedTaskSayWhereFrom() throws IOException {
        assertThat(whyOne(QUEUED, new State.Cached("cache week/one, made 2026-03-01")))
                .isEqualTo("one did not run, for a stored result was used: cache week/one, made 2026-03-01.");
        diary2("one", new State.Skipped("the branch was not taken"));
        assertThat(whyOther("one")).isEqualTo("one was skipped: the branch was not taken.");
    }

    @Test
    void aFailedATimedOutAndALostTaskSayHow() throws IOException {
        assertThat(whyOne(RUNS, FAILED)).isEqualTo("one failed in its only attempt: IOException: no route.");
        diary2("one", RUNS, new State.TimedOut(Duration.ofSeconds(5), 2));
        assertThat(whyOther("one")).isEqualTo("one took longer than its limit of 5.0 s in 2 attempts.");
        new Diary(home, FLOW.graph(), OTHER + "c", null).task("one", RUNS, new State.Crashed("its worker went", 1));
        assertThat(new Invocation(home).run("why", OTHER + "c", "one").out().strip())
                .isEqualTo("one was lost: its worker went.");
    }

    @Test
    void aTaskWhoseTriggerFailedNamesTheBottomOfTheChain() throws IOException {
        diary().task("one", RUNS, FAILED)
                .task("two", new State.TriggerFailed("1 of 1 upstream tasks failed"))
                .task("three", new State.TriggerFailed("1 of 1 upstream tasks failed."));
        assertThat(why("three"))
                .isEqualTo("three did not run: 1 of 1 upstream tasks failed; one failed in its only attempt:"
                        + " IOException: no route.");
    }

    @Test
    void aChildWhoseTriggerFailedNamesTheChildThatItIsPairedWith() throws IOException {
        diary().task("many", new State.Mapped(3))
                .task("more", new State.Mapped(3))
                .child("many", 1, RUNS, FAILED)
                .child("more", 1, new State.TriggerFailed("1 of 1 upstream tasks failed"));
        assertThat(why("more[1]")).endsWith("; many[1] failed in its only attempt: IOException: no route.");
    }

    @Test
    void aMappedTaskThatFailedNamesTheFirstChildThatDid() throws IOException {
        diary().task("many", new State.Mapped(3))
                .child("many", 0, RUNS, WELL)
                .child("many", 1, RUNS, FAILED)
                .child("many", 2, RUNS, FAILED)
                .task("many", new State.Failed(Failure.because("2 of 3 children failed"), 1));
        assertThat(why("many"))
                .isEqualTo("many failed because 2 children of 3 did; the first is many[1]: failed in its only attempt:"
                        + " IOException: no route.");
    }

    @Test
    void aTaskThatIsAFlowRunSaysWhatGoesOnInside() throws IOException {
        inner(ID + ".load.1").task("deep", QUEUED, RUNS);
        diary().task("load", RUNS).inside("load", -1, ID + ".load.1");
        assertThat(why("load"))
                .isEqualTo("load is flow run " + ID + ".load.1, which goes on in process 42; running: deep.");
        assertThat(why("load/deep")).isEqualTo("deep runs: attempt 1 goes on.");
        assertThat(whyRun()).isEqualTo("Run " + ID + " of flow \"week\" goes on in process 42; running: load/deep.");
    }

    @Test
    void aFlowRunThatWaitsForAPersonIsNamedByTheWholePath() throws IOException {
        State asks = new State.Paused(Tries.FIRST, "Go?", null);
        inner(ID + ".load.1").task("deep", asks).flow(new State.Paused(Tries.FIRST, "waits for a person: deep", null));
        diary().task("load", RUNS)
                .inside("load", -1, ID + ".load.1")
                .flow(new State.Paused(Tries.FIRST, "waits for a person: load/deep", null));
        assertThat(whyRun()).contains("waits for a person at load/deep; see reeve show " + ID);
        assertThat(why("load")).contains("which waits for a person at deep; see reeve show " + ID + ".load.1.");
        assertThat(why("load/deep"))
                .isEqualTo("deep waits for a person: Go?; to answer: reeve answer " + ID + " load/deep.");
    }

    @Test
    void aTaskThatFailedAsAFlowRunNamesWhatFailedInside() throws IOException {
        inner(ID + ".load.1")
                .task("deep", RUNS, FAILED)
                .flow(new State.Failed(Failure.because("1 of 1 reference tasks failed"), 1))
                .gone();
        diary().task("load", RUNS)
                .inside("load", -1, ID + ".load.1")
                .task("load", new State.Failed(Failure.because("flow inner ended Failed"), 1))
                .flow(new State.Failed(Failure.because("1 of 3 reference tasks failed"), 1))
                .gone();
        String inside = "load failed in its only attempt: its flow run " + ID
                + ".load.1 ended Failed, for deep failed in its only attempt: IOException: no route.";
        assertThat(why("load")).isEqualTo(inside);
        assertThat(whyRun()).isEqualTo("Run " + ID + " of flow \"week\" ended Failed, for " + inside);
    }

    @Test
    void aRunThatFailedNamesATaskThatDecidesAndTheOthersThatDo() throws IOException {
        diary().task("one", RUNS, FAILED)
                .task("two", new State.TriggerFailed("1 of 1 upstream tasks failed"))
                .task("three", new State.TriggerFailed("1 of 1 upstream tasks failed"))
                .task("load", RUNS, FAILED)
                .flow(new State.Failed(Failure.because("2 of 3 reference tasks failed"), 1))
                .gone();
        assertThat(whyRun())
                .isEqualTo("Run " + ID + " of flow \"week\" ended Failed, for three did not run: 1 of 1 upstream tasks"
                        + " failed; one failed in its only attempt: IOException: no route. Also failed: load.");
    }

    @Test
    void aRunThatWentWellDoesNotHideWhatFailedInIt() throws IOException {
        diary().task("one", RUNS, FAILED)
                .flow(new State.Success("all reference tasks succeeded"))
                .gone();
        assertThat(whyRun())
                .contains("ended Success: all reference tasks succeeded. Not all tasks went well")
                .endsWith(" for one.");
    }

    @Test
    void aCancelledAndALateRunSayWhy() throws IOException {
        diary().task("one", RUNS, new State.Cancelled("stopped by ann"))
                .flow(new State.Cancelled("stopped by ann"))
                .gone();
        assertThat(whyRun()).endsWith("ended Cancelled: stopped by ann. Cancelled: one.");
        new Diary(home, FLOW.graph(), OTHER, null)
                .flow(new State.TimedOut(Duration.ofMinutes(1), 1))
                .gone();
        assertThat(new Invocation(home).run("why", OTHER).out()).contains("ended TimedOut: took longer than 1 min.");
    }

    @Test
    void aRunThatIsBeingStoppedAndOneThatWaitsSayForWhat() throws IOException {
        diary().task("one", RUNS).flow(new State.Cancelling(Tries.FIRST, "stopped by ann"));
        assertThat(whyRun()).endsWith("is being stopped: stopped by ann. Running: one.");
        new Diary(home, FLOW.graph(), OTHER, null)
                .task("one", RUNS, new State.Retrying(SECOND, Diary.BEGAN, "x"))
                .task("load", QUEUED)
                .task("many", new State.Paused(Tries.FIRST, "Go?", null));
        assertThat(new Invocation(home).run("why", OTHER).out())
                .contains("goes on in process 42; waiting for a person: many; waiting for their next attempt: one;"
                        + " ready: load.");
    }

    @Test
    void anInterruptedRunSaysWhatRanThenAndItsTasksWhatBecomesOfThem() throws IOException {
        diary().task("one", QUEUED, RUNS, WELL)
                .task("two", QUEUED, RUNS)
                .task("load", QUEUED, RUNS, new State.Retrying(SECOND, Diary.BEGAN, "no route."))
                .task("many", new State.Mapped(3))
                .child("many", 0, QUEUED, RUNS, WELL)
                .child("many", 1, RUNS, new State.Cancelling(Tries.FIRST, "x"))
                .gone();
        assertThat(whyRun())
                .contains("was interrupted: process 42 on far, which ran it, ended before the run did")
                .contains("; running then: two, many[1]; to go on with it: reeve resume " + ID + ".");
        assertThat(why("one")).isEqualTo("one ended well in 1.0 s.");
        assertThat(why("two")).isEqualTo("two ran when the process ended, so it runs again when the run is resumed.");
        assertThat(why("three")).startsWith("three had not begun when the process ended, so it runs when");
        assertThat(why("load"))
                .startsWith("load waited for attempt 2, as the one before had failed (no route), when the process");
        assertThat(why("many")).startsWith("many had 1 of its 3 children ended when the process ended");
        assertThat(why("many[1]")).startsWith("many[1] was being stopped when the process ended, so it runs again");
    }

    @Test
    void aResumedRunTellsWhatWasReusedWhatRanAgainAndWhy() throws IOException {
        diary().task("one", QUEUED, RUNS, WELL)
                .task("two", QUEUED, RUNS, FAILED)
                .task("many", new State.Mapped(3))
                .child("many", 0, RUNS, WELL)
                .child("many", 1, RUNS, FAILED)
                .task("load", new State.Paused(Tries.FIRST, "Go?", null))
                .gone()
                .resumed(
                        "resumed",
                        new ResumePlan.Item("one", -1, Fate.REUSED, "it ended Success"),
                        new ResumePlan.Item("two", -1, Fate.AGAIN, "it ended Failed"),
                        new ResumePlan.Item("three", -1, Fate.AGAIN, "it had not begun"),
                        new ResumePlan.Item("many", -1, Fate.PARTLY_REUSED, "1 of 3 children are used again"),
                        new ResumePlan.Item("many", 1, Fate.AGAIN, "its code changed"),
                        new ResumePlan.Item("many", 2, Fate.AGAIN, "it had not begun"),
                        new ResumePlan.Item("load", -1, Fate.WAITS, "it waits for a person"))
                .task("two", State.Pending.NOW, QUEUED, RUNS, WELL)
                .task("three", QUEUED, RUNS)
                .task("many", State.Pending.NOW, new State.Mapped(3))
                .child("many", 1, State.Pending.NOW, RUNS);
        assertThat(why("one"))
                .isEqualTo("one ended well in 1.0 s. It was reused in epoch 2: it had ended so before, and nothing that"
                        + " it is made from changed.");
        assertThat(why("two"))
                .isEqualTo("two ended well after 2 attempts in 1.0 s. It ran again in epoch 2 (resumed): it had ended"
                        + " Failed.");
        assertThat(why("three")).isEqualTo("three runs: attempt 1 goes on.");
        assertThat(why("many[0]")).contains("It was reused in epoch 2");
        assertThat(why("many[1]")).endsWith("It runs again in epoch 2 (resumed): its code changed.");
        assertThat(why("many")).endsWith("(resumed): 1 of 3 children are used again.");
        assertThat(why("load")).endsWith("It has waited since before epoch 2.");
        assertThat(new Invocation(home).run("show", ID, "--task", "two").out())
                .contains("Epochs\n  2  to run: it ended Failed\n");
    }

    @Test
    void whatFailedOrRunsOnAWorkerOfAClusterNamesIt() throws IOException {
        diary().task("one", QUEUED, RUNS)
                .called("one", -1, 1, "w1 (process 4711 on node3)")
                .task("one", FAILED)
                .task("two", QUEUED, RUNS)
                .called("two", -1, 1, "w2 (process 4712 on node4)");
        assertThat(why("one"))
                .isEqualTo(
                        "one failed in its only attempt on worker w1 (process 4711 on node3): IOException: no route.");
        assertThat(why("two")).startsWith("two runs on worker w2 (process 4712 on node4): attempt 1 goes on.");
    }

    @Test
    void showNamesTheWorkerOfEachAttempt() throws IOException {
        diary().task("one", QUEUED, RUNS)
                .called("one", -1, 1, "w1 (process 4711 on node3)")
                .task("one", new State.Retrying(SECOND, Diary.BEGAN, "x"), new State.Running(SECOND))
                .called("one", -1, 2, "w2 (process 4712 on node4)")
                .task("one", WELL)
                .task("two", QUEUED, RUNS, WELL)
                .gone();
        assertThat(new Invocation(home).run("show", ID).out())
                .containsPattern("Attempts +Took +Worker +Message")
                .containsPattern("one +Success +2 .*w2 \\(process 4712 on node4\\)");
        assertThat(new Invocation(home).run("show", ID, "--task", "one").out())
                .contains("w1 (process 4711 on node3) (attempt 1 of epoch 1)")
                .contains("w2 (process 4712 on node4) (attempt 2 of epoch 1)");
        JsonNode one = JsonMapper.shared()
                .readTree(new Invocation(home)
                        .run("show", ID, "--task", "one", "--output", "json")
                        .out());
        assertThat(one.get("worker").asString()).isEqualTo("w2 (process 4712 on node4)");
        assertThat(one.get("workers").size()).isEqualTo(2);
        assertThat(one.get("workers").get(0).get("worker").asString()).isEqualTo("w1 (process 4711 on node3)");
        assertThat(new Invocation(home).run("show", ID, "--task", "two").out()).doesNotContain("Worker");
    }
}
