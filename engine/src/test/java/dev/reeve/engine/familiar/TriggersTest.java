package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Trigger;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TaskStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What triggers make of the tasks before them, and what states are made of. */
final class TriggersTest {
    private static List<Output<Integer>> numbers(FlowBuilder f, int... numbers) {
        List<Output<Integer>> outputs = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            outputs.add(f.task(Bodies::number, value(numbers[i])).named("number " + i));
        }
        return outputs;
    }

    /** Skipped counts as successful for a trigger. Elsewhere the skip would come first; here a failure outranks it. */
    // 70
    @Test
    void threeFailedAndOneSkippedAreSomeSuccessAndNotAllFailed() {
        Flow flow = Flow.define("mixed", f -> {
            Output<List<Integer>> four = all(numbers(f, Bodies.FAILS, Bodies.FAILS, Bodies.FAILS, Bodies.SKIPS));
            f.task(Bodies::show, four).named("any").trigger(Trigger.ANY_SUCCESSFUL);
            f.task(Bodies::show, four).named("all").trigger(Trigger.ALL_FAILED);
            f.task(Bodies::show, four).named("default");
        });
        FlowRun run = flow.run();
        assertThat(run.task("any").value()).isEqualTo("saw []");
        assertThat(Seen.state(run, "all")).isEqualTo("TriggerFailed");
        assertThat(Seen.state(run, "default")).isEqualTo("TriggerFailed");
    }

    /** Elsewhere a number below 1 is a share; here it is said which is meant. */
    // 71
    @ParameterizedTest
    @CsvSource({"20, 2, Success", "19, 1, TriggerFailed", "21, 3, TriggerFailed"})
    void boundsAreInclusiveAndAShareIsOfAllUpstreams(int upstreams, int failed, String expected) {
        Flow flow = Flow.define("bounds", f -> {
            int[] numbers = new int[upstreams];
            for (int i = 0; i < upstreams; i++) {
                numbers[i] = i < failed ? Bodies.FAILS : 1;
            }
            f.task(Bodies::show, all(numbers(f, numbers)))
                    .named("last")
                    .trigger(Trigger.someFailed(Bound.share(0.1), Bound.count(2)));
        });
        assertThat(Seen.state(flow.run(), "last")).isEqualTo(expected);
    }

    /** Elsewhere a first task that asks for one that was not skipped is itself skipped; here it runs. */
    // 72
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
            triggers.forEach(trigger -> f.task(Bodies::yes).trigger(trigger));
            f.task(Bodies::yes).named("manual").trigger(Trigger.MANUAL);
        });
        FlowRun run = flow.run();
        assertThat(run.tasks().subList(0, triggers.size()))
                .allSatisfy(task -> assertThat(task.state().name()).isEqualTo("Success"));
        assertThat(Seen.state(run, "manual")).isEqualTo("Paused");
        assertThat(run.state().name()).isEqualTo("Paused");
    }

    /** Elsewhere a state that waits wraps the one before it; here each state is a record of its own. */
    // 74
    @Test
    void aTaskThatWasHeldBackHundredsOfTimesIsStillOneStateDeep() {
        State state = State.Queued.FIRST;
        for (int i = 0; i < 300; i++) {
            TaskEvent event = new TaskEvent.Throttled(i % 2 == 0 ? "waits for 1 of licence" : "");
            state = moved(state, event);
        }
        assertThat(state).isEqualTo(State.Queued.FIRST);
        assertThat(moved(state, TaskEvent.Started.of(1))).isEqualTo(State.Running.FIRST);
    }

    private static State moved(State state, TaskEvent event) {
        Step step = TaskStep.step(TaskPolicy.DEFAULT, state, event, Instant.EPOCH);
        assertThat(step).isInstanceOf(Step.Moved.class);
        return ((Step.Moved) step).next();
    }

    /** Elsewhere the message does not count; here a state is a record and equal if all that it says is. */
    // 75
    @Test
    void statesAreEqualIfAllThatTheySayIs() {
        assertThat(new State.Success("loaded 3 rows")).isEqualTo(new State.Success("loaded 3 rows"));
        assertThat(new State.Success("loaded 3 rows")).isNotEqualTo(new State.Success("loaded 4 rows"));
        assertThat(new State.Success("loaded 3 rows").name()).isEqualTo(new State.Success("loaded 4 rows").name());
    }
}
