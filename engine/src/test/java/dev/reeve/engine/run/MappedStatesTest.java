package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How the children of a mapped task end, what that makes of the task, and of what comes after. */
final class MappedStatesTest {
    private static final int FAILS = -1;
    private static final int SKIPS = 0;

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static RunOptions on(TaskExecutor executor) {
        return RunOptions.DEFAULT.executor(executor);
    }

    /** Two mapped tasks one after the other, and a reducer. */
    private static Flow chain(List<Integer> numbers) {
        return Flow.define("chain", f -> {
            Output<List<Integer>> first =
                    f.map(Samples::number, each(numbers)).named("first").keep();
            Output<List<Integer>> second =
                    f.map(Samples::twice, each(first)).named("second").keep();
            f.task(Samples::sum, second).named("total");
            f.task(Samples::sum, first).named("rest").trigger(Trigger.ALL_FINISHED);
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFailedChildFailsOnlyTheChildOfTheSameIndexDownstream(TaskExecutor executor) {
        FlowRun run = chain(List.of(1, FAILS, 3)).run(on(executor));
        assertThat(States.children(run, "first")).containsExactly("Success", "Failed", "Success");
        assertThat(States.children(run, "second")).containsExactly("Success", "TriggerFailed", "Success");
        assertThat(run.task("first").error().orElseThrow().message()).isEqualTo("1 of 3 children failed");
        assertThat(run.task("second").value()).isEqualTo(List.of(2, 6));
        assertThat(States.of(run, "total")).isEqualTo("TriggerFailed");
        assertThat(run.task("rest").value()).isEqualTo(4);
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aSkippedChildSkipsOnlyTheChildOfTheSameIndexAndAReducerGetsTheOthers(TaskExecutor executor) {
        FlowRun run = chain(List.of(1, SKIPS, 3)).run(on(executor));
        assertThat(States.children(run, "first")).containsExactly("Success", "Skipped", "Success");
        assertThat(States.children(run, "second")).containsExactly("Success", "Skipped", "Success");
        assertThat(States.of(run, "second")).isEqualTo("Success");
        assertThat(run.task("total").value()).isEqualTo(8);
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void ifAllChildrenAreSkippedSoIsTheTaskAndItsReducer() {
        FlowRun run = chain(List.of(SKIPS, SKIPS)).run();
        assertThat(States.of(run))
                .isEqualTo(Map.of("first", "Skipped", "second", "Skipped", "total", "Skipped", "rest", "Skipped"));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aReducerMayAskToBeSkippedForOneSkippedChildOrForNone() {
        Flow flow = Flow.define("rules", f -> {
            Output<List<Integer>> some =
                    f.map(Samples::number, each(List.of(1, SKIPS))).named("some");
            Output<List<Integer>> none =
                    f.map(Samples::number, each(List.of(SKIPS))).named("none");
            f.task(Samples::sum, some).named("strict").skipOnUpstreamSkip(true);
            f.task(Samples::show, some).named("lenient").skipOnUpstreamSkip(false);
            f.task(Samples::show, none).named("of none").skipOnUpstreamSkip(false);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "strict")).isEqualTo("Skipped");
        assertThat(run.task("lenient").value()).isEqualTo("saw [1]");
        assertThat(run.task("of none").value()).isEqualTo("saw []");
    }

    @Test
    void whereAllChildrenWereSkippedTheListIsReadAsEmpty() {
        Flow flow = Flow.define("none left", f -> {
            Output<List<Integer>> none =
                    f.map(Samples::number, each(List.of(SKIPS, SKIPS))).named("none");
            f.task(Samples::sum, none).named("sum").skipOnUpstreamSkip(false);
            f.task(Samples::show, none.get(List::size)).named("part").skipOnUpstreamSkip(false);
            f.task(Samples::show, Inputs.all(none)).named("all").skipOnUpstreamSkip(false);
            f.map(Samples::show, each(flatten(Inputs.all(none)))).named("flat").skipOnUpstreamSkip(false);
            f.task(Samples::show, f.merge(none, value(List.of(7)))).named("merged");
            f.task(Samples::show, none).named("conditional").onlyIf(none.get(List::isEmpty));
        });
        FlowRun run = flow.run();
        assertThat(run.task("sum").value()).isEqualTo(0);
        assertThat(run.task("part").value()).isEqualTo("saw 0");
        assertThat(run.task("all").value()).isEqualTo("saw [[]]");
        assertThat(run.task("flat").value()).isEqualTo(List.of());
        assertThat(run.task("merged").value()).isEqualTo("saw [7]");
        assertThat(States.of(run, "conditional")).isEqualTo("Skipped");
    }

    @Test
    void aMappedTaskThatWasSkippedAsAWholeHasNoList() {
        Flow flow = Flow.define("closed", f -> {
            var mapped =
                    f.map(Samples::number, each(List.of(1))).named("mapped").onlyIf(f.task(Samples::no));
            f.task(Samples::show, mapped).named("reader").skipOnUpstreamSkip(false);
        });
        assertThat(flow.run().task("reader").value()).isEqualTo("saw null");
    }

    @Test
    void anAbsentElementArrivesAsNullOrAsAnEmptyOptionalAndAnAbsentListAsEmpty() {
        Flow flow = Flow.define("absent", f -> {
            Output<List<Integer>> numbers =
                    f.map(Samples::number, each(List.of(1, SKIPS))).named("numbers");
            f.map(Samples::show, each(numbers)).named("plain").skipOnUpstreamSkip(false);
            var maybes = f.map(Samples::maybe, each(List.of(1, SKIPS))).named("maybes");
            f.map(Samples::show, each(maybes)).named("optional").skipOnUpstreamSkip(false);
            var none = f.map(Samples::maybe, each(List.of(SKIPS))).named("none");
            f.task(Samples::show, none).named("list").skipOnUpstreamSkip(false);
        });
        FlowRun run = flow.run();
        assertThat(run.task("plain").value()).isEqualTo(List.of("saw 1", "saw null"));
        assertThat(run.task("optional").value()).isEqualTo(List.of("saw Optional[1]", "saw Optional.empty"));
        assertThat(run.task("list").value()).isEqualTo("saw []");
    }

    @ParameterizedTest
    @CsvSource({"failed, TriggerFailed", "skipped, Skipped"})
    void aListThatIsNotThereEndsTheMappedTaskAsAnyOther(String what, String expected) {
        Flow flow = Flow.define("noList", f -> {
            Output<List<Integer>> list =
                    what.equals("failed") ? f.task(Samples::brokenList) : f.task(Samples::skippedList);
            Output<List<Integer>> mapped = f.map(Samples::twice, each(list)).named("mapped");
            Output<List<Integer>> after = f.map(Samples::twice, each(mapped)).named("after");
            f.task(Samples::sum, after).named("total");
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "mapped")).isEqualTo(expected);
        assertThat(States.of(run, "after")).isEqualTo(expected);
        assertThat(States.of(run, "total")).isEqualTo(expected);
        assertThat(run.task("mapped").children()).isEmpty();
    }

    @Test
    void aTriggerCannotMakeUpForAListThatIsNotThere() {
        List<Trigger> triggers =
                List.of(Trigger.ALL_FINISHED, Trigger.ANY_FAILED, Trigger.MANUAL, Trigger.own("yes", states -> true));
        Flow flow = Flow.define("noList", f -> {
            Output<List<Integer>> list = f.task(Samples::brokenList);
            for (Trigger trigger : triggers) {
                f.map(Samples::twice, each(list)).named(trigger.toString()).trigger(trigger);
            }
            Output<List<Integer>> inner = f.map(Samples::twice, each(list)).named("inner");
            f.map(Samples::both, each(inner), each(List.of(1)))
                    .named("beside another list")
                    .trigger(Trigger.ALL_FINISHED);
            f.map(Samples::twice, each(list))
                    .named("no")
                    .trigger(Trigger.own(
                            "no", states -> states.get("broken_list").isEmpty()));
        });
        FlowRun run = flow.run();
        for (String task : List.of("all_finished", "any_failed", "manual", "yes", "beside another list")) {
            assertThat(run.task(task).error().orElseThrow().message())
                    .as(task)
                    .isEqualTo("there is nothing to map over: a task that gives its list has no value");
        }
        assertThat(States.of(run, "no")).isEqualTo("TriggerFailed");
    }

    @Test
    void aFanInIsAListEvenIfATaskOfItFailed() {
        Flow flow = Flow.define("fanIn", f -> {
            Output<Integer> bad = f.task(Samples::number, value(FAILS)).named("bad");
            Output<Integer> good = f.task(Samples::number, value(2)).named("good");
            f.map(Samples::twice, each(Inputs.<Integer>all(bad, good)))
                    .named("rest")
                    .trigger(Trigger.ALL_FINISHED);
            f.map(Samples::twice, each(Inputs.<Integer>all(bad, good))).named("strict");
        });
        FlowRun run = flow.run();
        assertThat(run.task("rest").value()).isEqualTo(List.of(4));
        assertThat(States.of(run, "strict")).isEqualTo("Failed");
        assertThat(States.children(run, "strict")).containsExactly("TriggerFailed");
    }

    @Test
    void flattenLeavesOutTheListsThatAreMissing() {
        Flow flow = Flow.define("flatten", f -> {
            Output<List<List<Integer>>> pages = f.map(n -> Samples.upTo(Samples.number(n)), each(List.of(2, SKIPS, 1)))
                    .named("pages");
            f.map(Samples::twice, each(flatten(pages))).named("doubled");
        });
        assertThat(flow.run().task("doubled").value()).isEqualTo(List.of(2, 4, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_SUCCESSFUL, Success TriggerFailed Skipped",
        "ALL_FAILED,     TriggerFailed Success Skipped",
        "ANY_FAILED,     TriggerFailed Success Skipped",
        "ANY_SUCCESSFUL, Success TriggerFailed Skipped",
        "ALL_FINISHED,   Success Success Skipped"
    })
    void theTriggerIsThatOfEachChildAndTheTaskIsMappedWhateverItSays(String name, String expected) throws Exception {
        Trigger trigger = (Trigger) Trigger.class.getField(name).get(null);
        Flow flow = Flow.define("triggers", f -> {
            Output<List<Integer>> first =
                    f.map(Samples::number, each(List.of(1, FAILS, SKIPS))).named("first");
            f.map(Samples::show, each(first)).named("second").trigger(trigger);
        });
        FlowRun run = flow.run();
        assertThat(String.join(" ", States.children(run, "second"))).isEqualTo(expected);
        assertThat(States.history(run.task("second"))).startsWith("Pending", "Mapped");
    }

    @Test
    void aTriggerOfOnesOwnSeesTheChildOfTheSameIndexAndAllSharedTasks() {
        Flow flow = Flow.define("own", f -> {
            Output<Integer> shared = f.task(Samples::number, value(7)).named("shared");
            Output<List<Integer>> first =
                    f.map(Samples::number, each(List.of(1, FAILS))).named("first");
            f.map(Samples::both, each(first), shared)
                    .named("second")
                    .trigger(Trigger.own(
                            "one each",
                            states -> states.get("first").size() == 1
                                    && states.get("first").getFirst().isFailed()
                                    && states.get("shared").getFirst().isSuccessful()));
        });
        FlowRun run = flow.run();
        assertThat(States.children(run, "second")).containsExactly("TriggerFailed", "Success");
        assertThat(run.task("second").children().get(1).value()).isEqualTo("null/7");
    }

    @Test
    void childrenOfAMappedTaskCountOneByOneForATrigger() {
        Flow flow = Flow.define("counts", f -> {
            Output<List<Integer>> first =
                    f.map(Samples::number, each(List.of(1, FAILS, FAILS, 4))).named("first");
            f.task(Samples::show, first).named("two").trigger(Trigger.someFailed(Bound.count(2)));
            f.task(Samples::show, first).named("half").trigger(Trigger.someSuccessful(Bound.share(0.5)));
            f.task(Samples::show, first).named("three").trigger(Trigger.someFailed(Bound.count(3)));
        });
        FlowRun run = flow.run();
        assertThat(run.task("two").value()).isEqualTo("saw [1, 4]");
        assertThat(States.of(run, "half")).isEqualTo("Success");
        assertThat(States.of(run, "three")).isEqualTo("TriggerFailed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFailedSharedTaskFailsEveryChildAndASkippedOneTheTask(TaskExecutor executor) {
        Flow flow = Flow.define("shared", f -> {
            Output<Integer> bad = f.task(Samples::number, value(FAILS)).named("bad");
            Output<Integer> skipped = f.task(Samples::number, value(SKIPS)).named("skipped");
            f.map(Samples::both, each(List.of(1, 2)), bad).named("failed");
            f.map(Samples::both, each(List.of(1, 2)), skipped).named("not run");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(States.children(run, "failed")).containsExactly("TriggerFailed", "TriggerFailed");
        assertThat(States.of(run, "not run")).isEqualTo("Skipped");
        assertThat(run.task("not run").children()).isEmpty();
    }

    /** A failure outranks a skip: the failed child would else be seen by no task that decides on the run. */
    @ParameterizedTest
    @MethodSource("executors")
    void aSkipOrAClosedConditionDoesNotHideAFailedChildThatComesLater(TaskExecutor executor) {
        Flow flow = Flow.define("hidden", f -> {
            Output<Integer> skipped = f.task(Samples::number, value(SKIPS)).named("skipped");
            Output<List<Integer>> first =
                    f.map(Samples::number, each(List.of(1, FAILS))).named("first");
            f.map(Samples::both, each(first), skipped).named("skip");
            f.map(Samples::show, each(first)).named("closed").onlyIf(f.task(Samples::no));
        });
        FlowRun run = flow.run(on(executor));
        assertThat(States.of(run, "skip")).isEqualTo("TriggerFailed");
        assertThat(States.of(run, "closed")).isEqualTo("TriggerFailed");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void childrenAreRetriedEachByItselfBesideTheOthers() throws Exception {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        Flow flow = Flow.define(
                "retries",
                f -> f.map(
                                n -> {
                                    if (n % 3 == 0 && TaskRun.current().attempt() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return n;
                                },
                                each(Samples.upTo(9)))
                        .named("call")
                        .retries(2, Duration.ofSeconds(10)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(2)));
        time.awaitAlarms(3);
        time.advance(Duration.ofSeconds(10));
        time.awaitAlarms(3);
        time.advance(Duration.ofSeconds(10));
        assertThat(run.await().task("call").value()).isEqualTo(Samples.upTo(9));
        assertThat(run.task("call").children().stream().map(child -> child.attempts()))
                .containsExactly(1, 1, 3, 1, 1, 3, 1, 1, 3);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aRetryComesInBetweenWhileTheOtherChildrenAreStillBeingStarted(TaskExecutor executor) {
        AtomicInteger attempts = new AtomicInteger();
        Flow flow = Flow.define(
                "retries",
                f -> f.map(
                                n -> {
                                    attempts.incrementAndGet();
                                    if (TaskRun.current().attempt() == 1) {
                                        throw new IllegalStateException("once");
                                    }
                                    return n;
                                },
                                each(Samples.upTo(3_000)))
                        .named("call")
                        .retries(1));
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("call").value()).isEqualTo(Samples.upTo(3_000));
        assertThat(attempts).hasValue(6_000);
    }

    @Test
    void aChildThatTakesTooLongTimesOutAloneAndIsTriedAgain() throws Exception {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        Semaphore begun = new Semaphore(0);
        Flow flow = Flow.define("timeouts", f -> {
            TaskNode<List<Integer>> wait = f.map(
                            n -> {
                                if (n == 2) {
                                    begun.release(); // its alarm is set
                                    new CountDownLatch(1).await(); // until it is interrupted
                                }
                                return n;
                            },
                            each(List.of(1, 2)))
                    .named("wait")
                    .timeout(Duration.ofSeconds(5))
                    .retries(1);
            f.map(Samples::twice, each(wait)).named("after");
        });
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(2)));
        for (int attempt = 1; attempt <= 2; attempt++) {
            begun.acquire();
            while (!run.task("wait").children().get(0).state().isFinished()) {
                Thread.onSpinWait(); // else its time would be up, too
            }
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(States.children(run.await(), "wait")).containsExactly("Success", "TimedOut");
        assertThat(States.children(run, "after")).containsExactly("Success", "TriggerFailed");
        assertThat(run.task("wait").state()).isInstanceOf(State.Failed.class);
        assertThat(run.task("wait").children().get(1).attempts()).isEqualTo(2);
    }

    @Test
    void aCancelledRunEndsWithMappedTasksThatFeedEachOtherUnderWay() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        Flow flow = Flow.define("cancel", f -> {
            Output<List<Integer>> first = f.map(
                            n -> {
                                if (n == 3) {
                                    began.countDown();
                                    new CountDownLatch(1).await();
                                }
                                return n;
                            },
                            each(List.of(1, 2, 3, 4)))
                    .named("first");
            f.map(Samples::twice, each(first)).named("second");
        });
        FlowRun run = flow.start(on(TaskExecutors.threads(1)));
        began.await();
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(States.children(run, "first")).containsExactly("Success", "Success", "Cancelled", "Cancelled");
        assertThat(States.of(run, "second")).isEqualTo("Cancelled");
    }
}
