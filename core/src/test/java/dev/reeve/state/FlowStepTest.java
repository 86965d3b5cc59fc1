package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the table of {@link FlowStepTable} says in names, and what the new states hold. */
class FlowStepTest {
    @TestFactory
    Stream<DynamicTest> everyEventInEveryState() {
        return FlowStepTable.table().tests(FlowEvent.class, FlowStep::step);
    }

    @Test
    void aFailedReferenceTaskFailsTheFlowWhateverElseEndedWell() {
        assertThat(ended(new Upstreams(5, 1, 2, 1, 0)))
                .isEqualTo(new State.Failed(Failure.because("2 of 9 reference tasks failed"), 1));
    }

    @Test
    void aCancelledReferenceTaskIsNoSuccess() {
        assertThat(ended(new Upstreams(5, 1, 0, 1, 0)))
                .isEqualTo(new State.Cancelled("1 of 7 reference tasks were cancelled"));
    }

    @Test
    void skippedReferenceTasksAndNoneAtAllAreASuccess() {
        assertThat(ended(new Upstreams(0, 3, 0, 0, 3))).isEqualTo(new State.Success("all reference tasks succeeded"));
        assertThat(ended(Upstreams.NONE).isSuccessful()).isTrue();
    }

    @Test
    void aCancelledRunIsNoSuccessEvenIfAllItsTasksSucceeded() {
        State cancelling = next(State.Running.FIRST, new FlowEvent.CancelRequested("enough"));

        assertThat(cancelling).isEqualTo(new State.Cancelling(Tries.FIRST, "enough"));
        assertThat(next(cancelling, new FlowEvent.TasksFinished(new Upstreams(3, 0, 0, 0, 0))))
                .isEqualTo(new State.Cancelled("enough"));
        assertThat(next(cancelling, new FlowEvent.Lost("runner lost")))
                .isEqualTo(new State.Cancelled("enough; then runner lost"));
    }

    @Test
    void aRunThatWaitsSaysForWhat() {
        assertThat(next(State.Pending.NOW, new FlowEvent.Planned(TaskStepTable.FUTURE)))
                .isEqualTo(new State.Scheduled(TaskStepTable.FUTURE));
        assertThat(next(State.Pending.NOW, new FlowEvent.Throttled("no agent")))
                .isEqualTo(new State.Queued(Tries.FIRST, "no agent"));
        assertThat(next(State.Running.FIRST, new FlowEvent.Stalled("approve waits")))
                .isEqualTo(new State.Paused(Tries.FIRST, "approve waits", null));
    }

    @Test
    void aLostRunCountsAnAttemptOnlyIfItBegan() {
        assertThat(next(State.Pending.NOW, new FlowEvent.Lost("gone"))).isEqualTo(new State.Crashed("gone", 0));
        assertThat(next(State.Running.FIRST, new FlowEvent.Lost("gone"))).isEqualTo(new State.Crashed("gone", 1));
    }

    @Test
    void aRunPastItsDeadlineTimesOut() {
        assertThat(next(State.Running.FIRST, new FlowEvent.Expired(Duration.ofHours(1))))
                .isEqualTo(new State.TimedOut(Duration.ofHours(1), 1));
    }

    @Test
    void aRefusalNamesStateAndEvent() {
        assertThat(FlowStep.step(State.Success.PLAIN, new FlowEvent.Started()))
                .isEqualTo(new Step.Refused("a flow run that is Success takes no " + new FlowEvent.Started()));
    }

    private static State ended(Upstreams reference) {
        return next(State.Running.FIRST, new FlowEvent.TasksFinished(reference));
    }

    private static State next(State state, FlowEvent event) {
        Step step = FlowStep.step(state, event);
        assertThat(step).isInstanceOf(Step.Moved.class);
        return ((Step.Moved) step).next();
    }
}
