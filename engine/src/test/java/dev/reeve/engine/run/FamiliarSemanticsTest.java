package dev.reeve.engine.run;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people know from other flow engines, each case agreeing with that or saying where and why it differs. */
final class FamiliarSemanticsTest {
    private static final int FAILS = -1;
    private static final int SKIPS = 0;

    private static RunOptions at(SettableTime time) {
        return RunOptions.DEFAULT.time(time);
    }

    private static SettableTime morning() {
        return new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    }

    private static List<Output<Integer>> numbers(FlowBuilder f, int... numbers) {
        List<Output<Integer>> outputs = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            outputs.add(f.task(Samples::number, value(numbers[i])).named("number " + i));
        }
        return outputs;
    }

    private static int onSecondAttempt(int n) {
        if (n == 2 && TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return n;
    }

    @Test
    void aReducerWaitsForAChildThatIsRetriedWhileOtherBranchesGoOn() throws Exception {
        SettableTime time = morning();
        Flow flow = Flow.define("waits", f -> {
            Output<List<Integer>> mapped = f.map(FamiliarSemanticsTest::onSecondAttempt, each(List.of(1, 2, 3)))
                    .named("mapped")
                    .retries(1, Duration.ofHours(1));
            f.task(Samples::sum, mapped).named("total");
            f.map(Samples::twice, each(mapped)).named("aligned");
            f.task(Samples::yes).named("other");
        });
        FlowRun run = flow.start(at(time));
        time.awaitAlarms(1);
        awaitEnd(run, "other");
        assertThat(States.of(run, "total")).isEqualTo("Pending");
        assertThat(run.state().name()).isEqualTo("Running");
        time.advance(Duration.ofHours(1));
        assertThat(run.await().task("total").value()).isEqualTo(6);
    }

    private static void awaitEnd(FlowRun run, String task) {
        while (!run.task(task).state().isFinished()) {
            Thread.onSpinWait();
        }
    }

    /** A failed reference task settles nothing as long as another task waits for its retry. */
    @Test
    void aRunGoesOnAsLongAsATaskWaitsForItsRetryThoughAnotherFailed() throws Exception {
        SettableTime time = morning();
        Flow flow = Flow.define("goesOn", f -> {
            f.task(Samples::number, value(FAILS)).named("failed");
            f.task(FamiliarSemanticsTest::onSecondAttempt, value(2))
                    .named("later")
                    .retries(1, Duration.ofMinutes(10));
        });
        FlowRun run = flow.start(at(time));
        time.awaitAlarms(1);
        awaitEnd(run, "failed");
        assertThat(run.state().name()).isEqualTo("Running");
        time.advance(Duration.ofMinutes(10));
        assertThat(run.await().state().name()).isEqualTo("Failed");
        assertThat(States.of(run, "later")).isEqualTo("Success");
    }

    @Test
    void aTaskThatAlwaysFailsIsTriedOnceMoreThanItHasRetries() {
        FlowRun run =
                Flow.define("always", f -> f.task(Samples::broken).retries(2)).run();
        assertThat(States.history(run.task("broken")).stream().filter("Retrying"::equals))
                .hasSize(2);
        assertThat(run.task("broken").attempts()).isEqualTo(3);
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    /** Elsewhere a page that failed is one failed element; here what reads the whole list fails, unless it may not. */
    @Test
    void flattenOverAFailedChildFailsAllThatReadsTheList() {
        Flow flow = Flow.define("flatten", f -> {
            Output<List<List<Integer>>> pages = f.map(n -> Samples.upTo(Samples.number(n)), each(List.of(1, FAILS, 2)))
                    .named("pages");
            f.map(Samples::twice, each(flatten(pages))).named("strict");
            f.map(Samples::twice, each(flatten(pages))).named("rest").trigger(Trigger.ALL_FINISHED);
        });
        FlowRun run = flow.run();
        assertThat(States.children(run, "strict")).containsOnly("TriggerFailed");
        assertThat(run.task("rest").value()).isEqualTo(List.of(2, 2, 4));
    }

    /** Elsewhere a skipped child leaves a null in the list; here it leaves none, so no reducer stumbles over it. */
    @Test
    void aSkippedChildLeavesNoNullInTheList() {
        Flow flow = Flow.define("skips", f -> {
            Output<List<Integer>> mapped =
                    f.map(Samples::number, each(List.of(SKIPS, 4, 5))).named("mapped");
            f.task(Samples::sum, mapped).named("total");
            f.map(Samples::twice, each(mapped)).named("aligned");
        });
        FlowRun run = flow.run();
        assertThat(run.task("total").value()).isEqualTo(9);
        assertThat(run.task("aligned").value()).isEqualTo(List.of(8, 10));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aTriggerThatThrowsFailsTheTaskOnceAndTheWordsAreKept() {
        AtomicInteger asked = new AtomicInteger();
        Flow flow = Flow.define(
                "trigger",
                f -> f.task(Samples::yes).named("guarded").retries(3).trigger(Trigger.own("broken", states -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("cannot say");
                })));
        FlowRun run = flow.run();
        assertThat(States.of(run, "guarded")).isEqualTo("TriggerFailed");
        assertThat(run.task("guarded").state().message()).contains("cannot say");
        assertThat(asked).hasValue(1);
        assertThat(run.task("guarded").attempts()).isZero();
    }

    @Test
    void failuresAndSkipsAreNeverStored() throws Exception {
        try (ResultStore store = ResultStores.memory()) {
            Flow flow = Flow.define("stored", f -> {
                f.task(Samples::number, value(FAILS)).named("failed").target("failed");
                f.task(Samples::number, value(SKIPS)).named("skipped").target("skipped");
                f.task(Samples::number, value(1)).named("good").target("good");
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.results(store));
            assertThat(store.read("targets/failed")).isEmpty();
            assertThat(store.read("targets/skipped")).isEmpty();
            assertThat(store.read("targets/good")).isPresent();
            assertThat(States.of(run, "good")).isEqualTo("Success");
            FlowRun again = flow.run(RunOptions.DEFAULT.results(store));
            assertThat(again.task("good").state())
                    .isInstanceOfSatisfying(
                            State.Cached.class,
                            cached -> assertThat(cached.source()).contains("good"));
            assertThat(States.of(again, "failed")).isEqualTo("Failed");
        }
    }

    @Test
    void aResultThatCannotBeWrittenFailsTheTaskUnlessItNeedNotBe() {
        Flow flow = Flow.define("unwritable", f -> {
            f.task(Samples::yes).named("kept").target("here");
            f.task(Samples::yes).named("not kept").checkpoint(false);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.results(new FullStore()).checkpointing(true));
        assertThat(run.task("kept").error().orElseThrow().message()).contains("no space");
        assertThat(States.of(run, "not kept")).isEqualTo("Success");
    }

    @Test
    void aWatcherSeesEveryChangeOnceAndAFailedAttemptAsRetrying() {
        List<String> good = Collections.synchronizedList(new ArrayList<>());
        List<String> retried = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("watched", f -> {
            f.task(Samples::yes).onStateChange(change -> good.add(change.to().name()));
            f.task(FamiliarSemanticsTest::onSecondAttempt, value(2))
                    .named("later")
                    .retries(1)
                    .onStateChange(change -> retried.add(change.to().name()));
        });
        assertThat(flow.run().state().name()).isEqualTo("Success");
        assertThat(good).containsExactly("Queued", "Running", "Success");
        assertThat(retried).containsExactly("Queued", "Running", "Retrying", "Queued", "Running", "Success");
    }

    /** Elsewhere a handler may change the state or fail the task; here it only watches, and what it throws is logged. */
    @Test
    void aHandlerThatThrowsASignalChangesNothing() {
        Flow flow = Flow.define(
                "watched",
                f -> f.task(Samples::yes).onStateChange(change -> {
                    throw Signal.fail("from a handler");
                }));
        FlowRun run = flow.run();
        assertThat(States.of(run, "yes")).isEqualTo("Success");
    }

    /** Elsewhere the failure hook is called for each failed attempt; here once, when there will be no other. */
    @Test
    void theFailureHookIsCalledForAFailedTriggerAndOnceForAllAttempts() {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("hooks", f -> {
            Output<Boolean> bad = f.task(Samples::broken)
                    .retries(2)
                    .onFailure(change -> failures.add("broken " + change.to().name()));
            f.task(Samples::show, bad)
                    .named("after")
                    .onFailure(change -> failures.add("after " + change.to().name()));
        });
        flow.run();
        assertThat(failures).containsExactlyInAnyOrder("broken Failed", "after TriggerFailed");
    }

    @Test
    void aFailedReferenceTaskFailsTheRunThoughTheLastTaskSucceeds() {
        Flow flow = Flow.define("reference", f -> {
            var bad = f.task(Samples::broken);
            f.task(Samples::yes).named("tidy").after(bad).trigger(Trigger.ALL_FINISHED);
            f.referenceTasks(bad);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "tidy")).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void oneFailedChildAtTheEndFailsTheRun() {
        Flow flow = Flow.define("child", f -> f.map(Samples::number, each(List.of(1, FAILS, 3))));
        FlowRun run = flow.run();
        assertThat(run.state())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed -> assertThat(failed.failure().message()).isEqualTo("1 of 3 reference tasks failed"));
    }

    /** Skipped counts as successful for a trigger. Elsewhere the skip would come first; here a failure outranks it. */
    @Test
    void threeFailedAndOneSkippedAreSomeSuccessAndNotAllFailed() {
        Flow flow = Flow.define("mixed", f -> {
            Output<List<Integer>> four = all(numbers(f, FAILS, FAILS, FAILS, SKIPS));
            f.task(Samples::show, four).named("any").trigger(Trigger.ANY_SUCCESSFUL);
            f.task(Samples::show, four).named("all").trigger(Trigger.ALL_FAILED);
        });
        FlowRun run = flow.run();
        assertThat(run.task("any").value()).isEqualTo("saw []");
        assertThat(States.of(run, "all")).isEqualTo("TriggerFailed");
    }

    @ParameterizedTest
    @CsvSource({"20, 2, Success", "19, 1, TriggerFailed", "21, 3, TriggerFailed"})
    void boundsAreInclusiveAndAShareIsOfAllUpstreams(int upstreams, int failed, String expected) {
        Flow flow = Flow.define("bounds", f -> {
            int[] numbers = new int[upstreams];
            for (int i = 0; i < upstreams; i++) {
                numbers[i] = i < failed ? FAILS : 1;
            }
            f.task(Samples::show, all(numbers(f, numbers)))
                    .named("last")
                    .trigger(Trigger.someFailed(Bound.share(0.1), Bound.count(2)));
        });
        assertThat(States.of(flow.run(), "last")).isEqualTo(expected);
    }

    /** Elsewhere a first task that asks for one that was not skipped is itself skipped; here it runs. */
    @Test
    void withoutUpstreamsEveryTriggerPassesButTheManualOne() {
        List<Trigger> triggers = List.of(
                Trigger.ALL_SUCCESSFUL,
                Trigger.ALL_FAILED,
                Trigger.ANY_SUCCESSFUL,
                Trigger.ANY_FAILED,
                Trigger.ALL_FINISHED,
                Trigger.NOT_ALL_SKIPPED,
                Trigger.someFailed(Bound.count(3)),
                Trigger.someSuccessful(Bound.count(3)));
        Flow flow = Flow.define("roots", f -> {
            triggers.forEach(trigger -> f.task(Samples::yes).trigger(trigger));
            f.task(Samples::yes).named("manual").trigger(Trigger.MANUAL);
        });
        FlowRun run = flow.run();
        assertThat(run.tasks().subList(0, triggers.size()))
                .allSatisfy(task -> assertThat(task.state().name()).isEqualTo("Success"));
        assertThat(States.of(run, "manual")).isEqualTo("Paused");
        assertThat(run.state().name()).isEqualTo("Paused");
    }

    @Test
    void aManualTaskDeepInTheFlowThatTheCallerLetsRunNeverPauses() {
        Flow flow = Flow.define("manual", f -> {
            Output<Integer> first = f.task(Samples::number, value(1)).named("first");
            Output<Integer> second =
                    f.task(Samples::twice, first).named("second").trigger(Trigger.MANUAL);
            f.map(Samples::both, each(List.of(1, 2)), second).named("third").trigger(Trigger.MANUAL);
            f.task(Samples::twice, second)
                    .named("fourth")
                    .trigger(Trigger.MANUAL)
                    .onlyIf(f.task(Samples::yes));
        });
        for (var executor : Executors.all()) {
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).resume("second", "third", "fourth"));
            assertThat(run.state().name()).as(executor.describe()).isEqualTo("Success");
            assertThat(States.history(run.task("second"))).containsExactly("Pending", "Queued", "Running", "Success");
            assertThat(run.task("third").value()).isEqualTo(List.of("1/2", "2/2"));
        }
    }

    /** A condition is one task among those upstream, be it mapped; it counts if it failed, and is seen then. */
    @Test
    void aTriggerOfOnesOwnSeesAConditionOnlyIfItFailed() {
        List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("own", f -> {
            Output<List<Integer>> good =
                    f.map(Samples::number, each(List.of(1, 2))).named("good");
            Output<List<Integer>> bad =
                    f.map(Samples::number, each(List.of(1, FAILS, FAILS))).named("bad");
            Trigger looks = Trigger.own("looks", states -> {
                states.forEach((task, all) -> seen.add(
                        List.of(task, all.stream().map(State::name).toList().toString())));
                return true;
            });
            f.task(Samples::yes)
                    .named("guarded")
                    .trigger(looks)
                    .onlyIf(good.get(list -> true))
                    .onlyIf(bad.get(list -> true));
        });
        flow.run();
        assertThat(seen).containsExactly(List.of("bad", "[Failed]"));
    }

    private static final class FullStore implements ResultStore {
        @Override
        public String location() {
            return "full";
        }

        @Override
        public Optional<byte[]> read(String key) {
            return Optional.empty();
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            throw new IOException("no space");
        }

        @Override
        public void publish(String from, String to) {}

        @Override
        public void delete(String key) {}

        @Override
        public void close() {}
    }
}
