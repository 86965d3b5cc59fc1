package dev.reeve.engine.run;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.Trigger;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers and skips through whole flows; what a trigger says of counts is tested beside it in core. */
final class TriggersTest {
    static String good() {
        return "good";
    }

    static String bad() {
        throw new IllegalStateException("bad");
    }

    static String skip() {
        throw Signal.skip("skipped");
    }

    static int count(List<String> values) {
        return values.size();
    }

    static String show(String value) {
        return "saw " + value;
    }

    private static TaskNode<String> outcome(FlowBuilder f, char kind, int i) {
        String name = kind + "-" + i;
        return switch (kind) {
            case 's' -> f.task(TriggersTest::good).named(name);
            case 'f' -> f.task(TriggersTest::bad).named(name);
            case 'k' -> f.task(TriggersTest::skip).named(name);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Flow flow(String upstreams, Trigger trigger) {
        return Flow.define("triggers", f -> {
            List<Output<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < upstreams.length(); i++) {
                outcomes.add(outcome(f, upstreams.charAt(i), i));
            }
            f.task(TriggersTest::count, all(outcomes)).named("last").trigger(trigger);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ss, ALL_SUCCESSFUL, Success",
        "sf, ALL_SUCCESSFUL, TriggerFailed",
        "sk, ALL_SUCCESSFUL, Skipped",
        "fk, ALL_SUCCESSFUL, TriggerFailed",
        "ff, ALL_FAILED, Success",
        "sf, ALL_FAILED, TriggerFailed",
        "fk, ALL_FAILED, TriggerFailed",
        "sf, ANY_SUCCESSFUL, Success",
        "ff, ANY_SUCCESSFUL, TriggerFailed",
        "sf, ANY_FAILED, Success",
        "ss, ANY_FAILED, TriggerFailed",
        "sfk, ALL_FINISHED, Success",
        "ss, ALL_FINISHED, Success",
        "kk, NOT_ALL_SKIPPED, Skipped",
        "ss, NOT_ALL_SKIPPED, Success",
        "sf, NOT_ALL_SKIPPED, TriggerFailed"
    })
    void aTriggerSeesHowItsUpstreamsEnded(String upstreams, String trigger, String expected) throws Exception {
        Trigger named = (Trigger) Trigger.class.getField(trigger).get(null);
        assertThat(States.of(flow(upstreams, named).run(), "last")).isEqualTo(expected);
    }

    @Test
    void someCountUpstreamsByNumberAndByShare() {
        assertThat(States.of(flow("sssff", Trigger.someFailed(Bound.count(2))).run(), "last"))
                .isEqualTo("Success");
        assertThat(States.of(flow("ssssf", Trigger.someFailed(Bound.count(2))).run(), "last"))
                .isEqualTo("TriggerFailed");
        assertThat(States.of(
                        flow("sssff", Trigger.someSuccessful(Bound.share(0.6))).run(), "last"))
                .isEqualTo("Success");
        assertThat(States.of(
                        flow("ssfff", Trigger.someSuccessful(Bound.share(0.6))).run(), "last"))
                .isEqualTo("TriggerFailed");
    }

    @Test
    void aTriggerOfOnesOwnSeesStatesByTaskName() {
        Trigger own = Trigger.own(
                "first is good", states -> states.get("s-0").getFirst().isSuccessful() && states.size() == 2);
        assertThat(States.of(flow("sf", own).run(), "last")).isEqualTo("Success");
        Trigger broken = Trigger.own("broken", states -> {
            throw new IllegalStateException("oops");
        });
        FlowRun run = flow("ss", broken).run();
        assertThat(States.of(run, "last")).isEqualTo("TriggerFailed");
        assertThat(run.task("last").state().message()).contains("broken").contains("oops");
    }

    @Test
    void parametersAndConstantsAreNoUpstreams() {
        Flow flow = Flow.define("constants", f -> {
            var country = f.parameter("country", "DE");
            Output<String> failed = f.task(TriggersTest::bad);
            f.task((a, b) -> a + b, failed, country).named("onFailure").trigger(Trigger.ALL_FAILED);
        });
        assertThat(flow.run().task("onFailure").value()).isEqualTo("nullDE");
    }

    @Test
    void aSkipGoesOnUnlessTheTaskSaysOtherwiseAndIsNeverData() {
        Flow flow = Flow.define("skips", f -> {
            Output<String> skipped = f.task(TriggersTest::skip);
            Output<String> propagated = f.task(TriggersTest::show, skipped).named("propagated");
            f.task(TriggersTest::show, propagated).named("further");
            f.task(TriggersTest::show, skipped).named("runs").skipOnUpstreamSkip(false);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run))
                .isEqualTo(Map.of("skip", "Skipped", "propagated", "Skipped", "further", "Skipped", "runs", "Success"));
        assertThat(run.task("runs").value()).isEqualTo("saw null");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aManualTaskWaitsForAPersonAndTheRunWithIt() throws Exception {
        Flow flow = Flow.define("manual", f -> {
            var ready = f.task(TriggersTest::good);
            f.task(TriggersTest::show, ready).named("publish").trigger(Trigger.MANUAL);
        });
        FlowRun run = flow.run();
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.state().message()).contains("publish");
        assertThat(States.of(run, "publish")).isEqualTo("Paused");
        run.resume("publish", "ada");
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(run.task("publish").value()).isEqualTo("saw good");
        assertThat(States.names(run.history())).containsExactly("Pending", "Running", "Paused", "Running", "Success");
    }

    @Test
    void resumingATaskThatIsNotPausedIsRefusedAndNamesWhatCanBe() throws Exception {
        Flow flow = Flow.define("manual", f -> {
            var ready = f.task(TriggersTest::good).named("ready");
            var publish = f.task(TriggersTest::show, ready).named("publish").trigger(Trigger.MANUAL);
            f.task(TriggersTest::show, publish).named("tell").trigger(Trigger.MANUAL);
        });
        FlowRun run = flow.run();
        assertThatThrownBy(() -> run.resume("ready"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task \"ready\" of flow \"manual\" is Success and does not wait for a person, so it cannot"
                        + " be resumed. What waits: publish.");
        assertThatThrownBy(() -> run.resume("tell"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is Pending")
                .hasMessageContaining("RunOptions.resume(..)");
        assertThatThrownBy(() -> run.resume("publsh")).isInstanceOf(NoSuchElementException.class);
        run.resume("publish");
        run.await();
        run.resume("tell");
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThatThrownBy(() -> run.resume("tell"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No task of this run waits for one.");
    }

    @Test
    void aManualTaskThatTheCallerLetsRunDoesNotWait() {
        Flow flow = Flow.define("manual", f -> {
            f.task(TriggersTest::good).named("publish").trigger(Trigger.MANUAL);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.resume("publish"));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aCancelledPausedRunEnds() throws Exception {
        Flow flow = Flow.define(
                "manual", f -> f.task(TriggersTest::good).named("publish").trigger(Trigger.MANUAL));
        FlowRun run = flow.run();
        run.cancel("not today");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(States.of(run, "publish")).isEqualTo("Cancelled");
    }

    @Test
    void referenceTasksDecideTheRunsState() {
        Flow cleanup = Flow.define("cleanup", f -> {
            Output<String> work = f.task(TriggersTest::bad);
            var tidy = f.task(TriggersTest::good)
                    .named("tidy")
                    .trigger(Trigger.ALL_FINISHED)
                    .after(work);
            f.referenceTasks(tidy);
        });
        assertThat(cleanup.run().state().name()).isEqualTo("Success");
        Flow strict = Flow.define("strict", f -> {
            Output<String> work = f.task(TriggersTest::bad);
            f.task(TriggersTest::good)
                    .named("tidy")
                    .trigger(Trigger.ALL_FINISHED)
                    .after(work);
            f.referenceTasks(work);
        });
        FlowRun run = strict.run();
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(States.of(run, "tidy")).isEqualTo("Success");
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
                    f.map(Samples::number, each(List.of(1, -1, -1))).named("bad");
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
}
