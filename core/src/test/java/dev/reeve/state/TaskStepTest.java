package dev.reeve.state;

import static dev.reeve.state.TaskStepTable.BROKEN;
import static dev.reeve.state.TaskStepTable.FUTURE;
import static dev.reeve.state.TaskStepTable.NOW;
import static dev.reeve.state.TaskStepTable.ONE_RETRY;
import static dev.reeve.state.TaskStepTable.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.state.TaskEvent.UpstreamsFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the table of {@link TaskStepTable} says in names, and what the new states hold. */
class TaskStepTest {
    private static final Tries SECOND = new Tries(2, 1);

    @TestFactory
    Stream<DynamicTest> everyEventInEveryState() {
        return TaskStepTable.table()
                .tests(TaskEvent.class, (state, event) -> TaskStep.step(ONE_RETRY, state, event, NOW));
    }

    @Test
    void aFailureBesideASkipIsNotHiddenByIt() {
        Upstreams both = new Upstreams(0, 1, 1, 0, 1);

        assertThat(admitted(SkipRule.WHOLE_NODES, both, new Verdict.Fail("one failed"), null))
                .isEqualTo(new State.TriggerFailed("one failed"));
    }

    @Test
    void aCancelledUpstreamBesideASkipIsNotHiddenByIt() {
        Upstreams both = new Upstreams(0, 1, 0, 1, 1);

        assertThat(admitted(SkipRule.WHOLE_NODES, both, new Verdict.Fail("one cancelled"), null))
                .isEqualTo(new State.TriggerFailed("one cancelled"));
    }

    @Test
    void aTriggerThatWaitsForFailureRunsAlthoughSomethingElseWasSkipped() {
        Upstreams both = new Upstreams(0, 1, 1, 0, 1);

        assertThat(admitted(SkipRule.WHOLE_NODES, both, Verdict.PASS, null)).isEqualTo(State.Queued.FIRST);
    }

    @Test
    void aSkippedNodeUpstreamSkipsEvenWhatItsTriggerWouldFail() {
        assertThat(admitted(SkipRule.WHOLE_NODES, new Upstreams(1, 1, 0, 0, 1), new Verdict.Fail("none failed"), null))
                .isEqualTo(new State.Skipped("1 of 2 upstream tasks was skipped, 1 succeeded"));
    }

    @Test
    void aSkippedChildDoesNotSkipTheReducer() {
        Upstreams someChildren = new Upstreams(2, 1, 0, 0, 0);

        assertThat(admitted(SkipRule.WHOLE_NODES, someChildren, Verdict.PASS, null))
                .isEqualTo(State.Queued.FIRST);
        assertThat(admitted(SkipRule.ANYTHING, someChildren, Verdict.PASS, null))
                .isInstanceOf(State.Skipped.class);
    }

    @Test
    void aTaskThatToleratesSkipsRunsAfterThem() {
        assertThat(admitted(SkipRule.NOTHING, new Upstreams(0, 2, 0, 0, 2), Verdict.PASS, null))
                .isEqualTo(State.Queued.FIRST);
    }

    @Test
    void aTriggerMaySkip() {
        assertThat(admitted(SkipRule.NOTHING, new Upstreams(0, 2, 0, 0, 2), new Verdict.Skip("all skipped"), null))
                .isEqualTo(new State.Skipped("all skipped"));
    }

    @Test
    void aConditionThatDoesNotHoldSkipsWhatWouldRunOrWait() {
        assertThat(admitted(SkipRule.WHOLE_NODES, Upstreams.NONE, Verdict.PASS, "not full"))
                .isEqualTo(new State.Skipped("not full"));
        assertThat(admitted(SkipRule.WHOLE_NODES, Upstreams.NONE, new Verdict.Hold("ask"), "not full"))
                .isEqualTo(new State.Skipped("not full"));
    }

    @Test
    void aFailureUpstreamOutranksAConditionThatDoesNotHold() {
        assertThat(admitted(
                        SkipRule.WHOLE_NODES, new Upstreams(0, 0, 1, 0, 0), new Verdict.Fail("one failed"), "not full"))
                .isEqualTo(new State.TriggerFailed("one failed"));
    }

    @Test
    void aManualTaskWaitsWithoutLimitForItsFirstAttempt() {
        assertThat(admitted(SkipRule.WHOLE_NODES, Upstreams.NONE, new Verdict.Hold("ask"), null))
                .isEqualTo(new State.Paused(Tries.FIRST, "ask", null));
    }

    @Test
    void aFailureIsRetriedAfterItsDelayAndSaysWhy() {
        assertThat(next(ONE_RETRY, State.Running.FIRST, new TaskEvent.Threw(1, BROKEN, SOON)))
                .isEqualTo(new State.Retrying(SECOND, NOW.plusSeconds(10), "IOException: broken pipe"));
    }

    @Test
    void failedRunIsRetriedUntilAttemptsRunOut() {
        TaskPolicy twoRetries = new TaskPolicy(2, SkipRule.WHOLE_NODES);
        State state = State.Queued.FIRST;
        for (int attempt = 1; attempt <= 3; attempt++) {
            state = next(twoRetries, state, TaskEvent.Started.of(attempt));
            state = next(twoRetries, state, new TaskEvent.Threw(attempt, BROKEN, RetryVerdict.AT_ONCE));
            if (attempt < 3) {
                state = next(twoRetries, state, TaskEvent.Due.NOW);
            }
        }
        assertThat(state).isEqualTo(new State.Failed(BROKEN, 3));
    }

    @Test
    void aTimeoutIsRetriedLikeAFailure() {
        TaskEvent event = new TaskEvent.Expired(1, Duration.ofSeconds(5), SOON);

        assertThat(next(ONE_RETRY, State.Running.FIRST, event))
                .isEqualTo(new State.Retrying(SECOND, NOW.plusSeconds(10), "took longer than 5 s"));
        assertThat(next(TaskPolicy.DEFAULT, State.Running.FIRST, event))
                .isEqualTo(new State.TimedOut(Duration.ofSeconds(5), 1));
    }

    @Test
    void aLostAttemptIsRetriedAndCrashesOnceRetriesAreUsedUp() {
        assertThat(next(ONE_RETRY, State.Running.FIRST, new TaskEvent.Lost(1, "worker lost", SOON)))
                .isEqualTo(new State.Retrying(SECOND, NOW.plusSeconds(10), "worker lost"));
        assertThat(next(ONE_RETRY, new State.Running(SECOND), new TaskEvent.Lost(2, "worker lost", SOON)))
                .isEqualTo(new State.Crashed("worker lost", 2));
    }

    @Test
    void aRequestedRetryUsesUpNoneAndPassesTheLimit() {
        assertThat(next(TaskPolicy.DEFAULT, State.Running.FIRST, new TaskEvent.RetryRequested(1, FUTURE, "not yet")))
                .isEqualTo(new State.Retrying(new Tries(2, 0), FUTURE, "not yet"));
        assertThat(next(ONE_RETRY, new State.Running(new Tries(2, 0)), new TaskEvent.Threw(2, BROKEN, SOON)))
                .isEqualTo(new State.Retrying(new Tries(3, 1), NOW.plusSeconds(10), "IOException: broken pipe"));
    }

    @Test
    void aPauseUsesUpNoRetryAndRunsTheFunctionAgain() {
        State paused = next(ONE_RETRY, State.Running.FIRST, new TaskEvent.PauseRequested(1, "ask", FUTURE));

        assertThat(paused).isEqualTo(new State.Paused(new Tries(2, 0), "ask", FUTURE));
        assertThat(next(ONE_RETRY, paused, new TaskEvent.Resumed("ada")))
                .isEqualTo(new State.Queued(new Tries(2, 0), ""));
    }

    @Test
    void aRetryDueBeyondTheEndOfTimeIsDueThen() {
        RetryVerdict never = RetryVerdict.after(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(next(ONE_RETRY, State.Running.FIRST, new TaskEvent.Threw(1, BROKEN, never)))
                .isEqualTo(new State.Retrying(SECOND, Instant.MAX, "IOException: broken pipe"));
    }

    @Test
    void theAlarmOfAnEarlierWaitDoesNotEndThisOne() {
        State retrying = new State.Retrying(SECOND, FUTURE, "broken pipe");

        assertThat(TaskStep.step(ONE_RETRY, retrying, TaskEvent.Due.NOW, FUTURE.minusNanos(1)))
                .isEqualTo(new Step.Moved(retrying, Effect.WAKE));
        assertThat(TaskStep.step(ONE_RETRY, retrying, TaskEvent.Due.NOW, FUTURE))
                .isEqualTo(new Step.Moved(new State.Queued(SECOND, ""), Effect.RUN));
    }

    @Test
    void theNumberOfAttemptsSurvivesTheQueueAndItsLimits() {
        State queued = new State.Queued(SECOND, "");
        State throttled = next(ONE_RETRY, queued, new TaskEvent.Throttled("tag db is full"));

        assertThat(throttled).isEqualTo(new State.Queued(SECOND, "tag db is full"));
        assertThat(next(ONE_RETRY, throttled, new TaskEvent.Throttled(""))).isEqualTo(queued);
        assertThat(next(ONE_RETRY, throttled, TaskEvent.Started.of(2))).isEqualTo(new State.Running(SECOND));
    }

    @Test
    void endsKeepTheirWords() {
        assertThat(next(ONE_RETRY, State.Running.FIRST, new TaskEvent.Returned(1, "3 rows")))
                .isEqualTo(new State.Success("3 rows"));
        assertThat(next(ONE_RETRY, State.Running.FIRST, TaskEvent.Returned.of(1)))
                .isEqualTo(State.Success.PLAIN);
        assertThat(next(ONE_RETRY, State.Running.FIRST, new TaskEvent.SkipRequested(1, "no file")))
                .isEqualTo(new State.Skipped("no file"));
        assertThat(next(ONE_RETRY, State.Queued.FIRST, new TaskEvent.Reused(1, "result of today")))
                .isEqualTo(new State.Cached("result of today"));
    }

    @Test
    void cancellationKeepsItsReasonAndTheAttempt() {
        State cancelling = next(ONE_RETRY, new State.Running(SECOND), new TaskEvent.CancelRequested("enough"));

        assertThat(cancelling).isEqualTo(new State.Cancelling(SECOND, "enough"));
        assertThat(next(ONE_RETRY, cancelling, new TaskEvent.CancelRequested("again")))
                .isEqualTo(cancelling);
        assertThat(next(ONE_RETRY, cancelling, TaskEvent.Returned.of(2))).isEqualTo(new State.Cancelled("enough"));
        assertThat(next(ONE_RETRY, cancelling, new TaskEvent.Abandoned("did not stop in 10 s")))
                .isEqualTo(new State.Cancelled("enough; did not stop in 10 s"));
    }

    @Test
    void aMappedNodeEndsAsItsChildrenDo() {
        assertThat(mapped(0, 0, 0, 0)).isEqualTo(State.Success.PLAIN);
        assertThat(mapped(3, 0, 0, 0)).isEqualTo(State.Success.PLAIN);
        assertThat(mapped(1, 2, 0, 0)).isEqualTo(State.Success.PLAIN);
        assertThat(mapped(0, 3, 0, 0)).isEqualTo(new State.Skipped("all 3 children were skipped"));
        assertThat(mapped(1, 1, 0, 1)).isEqualTo(new State.Cancelled("1 of 3 children were cancelled"));
        assertThat(mapped(1, 1, 2, 1)).isEqualTo(new State.Failed(Failure.because("2 of 5 children failed"), 1));
    }

    @Test
    void aRefusalNamesStateAndEvent() {
        Step step = TaskStep.step(ONE_RETRY, State.Success.PLAIN, TaskEvent.Started.of(1), NOW);

        assertThat(step).isEqualTo(new Step.Refused("a task run that is Success takes no " + TaskEvent.Started.of(1)));
    }

    @Test
    void aLateFailureWhoseExceptionCannotBePrintedIsRefusedAllTheSame() {
        Failure hostile = Failure.of(new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("no message for you");
            }
        });

        assertThat(TaskStep.step(ONE_RETRY, State.Success.PLAIN, new TaskEvent.Threw(1, hostile, SOON), NOW))
                .isInstanceOf(Step.Refused.class);
    }

    @Test
    void theLastCountableAttemptIsFollowedByItself() {
        Tries last = new Tries(Integer.MAX_VALUE, 0);
        TaskEvent request = new TaskEvent.RetryRequested(Integer.MAX_VALUE, FUTURE, "not yet");

        assertThat(next(ONE_RETRY, new State.Running(last), request))
                .isEqualTo(new State.Retrying(last, FUTURE, "not yet"));
        assertThat(next(ONE_RETRY, new State.Running(last), new TaskEvent.Threw(Integer.MAX_VALUE, BROKEN, SOON)))
                .isInstanceOf(State.Retrying.class);
    }

    private static State admitted(SkipRule rule, Upstreams upstreams, Verdict verdict, @Nullable String closed) {
        return next(new TaskPolicy(0, rule), State.Pending.NOW, new UpstreamsFinished(upstreams, verdict, closed));
    }

    private static State mapped(int successful, int skipped, int failed, int cancelled) {
        Upstreams children = new Upstreams(successful, skipped, failed, cancelled, 0);
        return next(TaskPolicy.DEFAULT, new State.Mapped(children.total()), new TaskEvent.ChildrenFinished(children));
    }

    private static State next(TaskPolicy policy, State state, TaskEvent event) {
        Step step = TaskStep.step(policy, state, event, NOW);
        assertThat(step).isInstanceOf(Step.Moved.class);
        return ((Step.Moved) step).next();
    }
}
