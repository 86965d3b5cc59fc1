package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TaskStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One task run: its attempts, signals, trigger and handlers. */
final class TaskRunsTest {
    private static int onSecondAttempt(int n) {
        if (TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return n;
    }

    private static int onFifthAttempt(Instant when) {
        if (TaskRun.current().attempt() < 5) {
            throw Signal.retryAt(when, "not yet");
        }
        return TaskRun.current().attempt();
    }

    // 43
    @Test
    void aTaskThatAlwaysFailsIsTriedOnceMoreThanItHasRetries() {
        FlowRun run =
                Flow.define("always", f -> f.task(Bodies::broken).retries(2)).run();
        assertThat(Seen.history(run.task("broken")))
                .containsExactly(
                        "Pending",
                        "Queued",
                        "Running",
                        "Retrying",
                        "Queued",
                        "Running",
                        "Retrying",
                        "Queued",
                        "Running",
                        "Failed");
        assertThat(run.task("broken").attempts()).isEqualTo(3);
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    // 44
    @Test
    void aRetrySignalGoesBeyondTheNumberOfRetries() {
        FlowRun run = Flow.define(
                        "again",
                        f -> f.task(TaskRunsTest::onFifthAttempt, value(Instant.EPOCH))
                                .retries(1))
                .run();
        assertThat(run.task("on_fifth_attempt").value()).isEqualTo(5);
        assertThat(Seen.history(run.task("on_fifth_attempt")).stream().filter("Retrying"::equals))
                .hasSize(4);
    }

    /** Elsewhere a time without a zone is taken as UTC; here an {@code Instant} leaves nothing to take it as. */
    // 45
    @Test
    void theTimeOfARetrySignalIsAnInstant() throws Exception {
        SettableTime time = Seen.morning();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        FlowRun run = Flow.define("noon", f -> f.task(TaskRunsTest::onFifthAttempt, value(noon)))
                .start(Seen.at(time));
        time.awaitAlarms(1);
        assertThat(time.alarms()).containsExactly(noon);
        assertThat(run.task("on_fifth_attempt").state())
                .isInstanceOfSatisfying(
                        State.Retrying.class,
                        retrying -> assertThat(retrying.due()).isEqualTo(noon));
        time.advance(Duration.ofHours(6)); // from then on that time has passed, so each comes at once
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    /** Within an epoch; a resumed run begins another one. */
    // 46
    @Test
    void whatFailedStaysFailedWhateverComesLater() {
        State failed = new State.Failed(Failure.because("no"), 1);
        TaskPolicy policy = new TaskPolicy(5, SkipRule.WHOLE_NODES);
        for (TaskEvent late : List.of(
                TaskEvent.UpstreamsFinished.ALL_WELL,
                TaskEvent.Started.of(1),
                TaskEvent.Returned.of(1),
                new TaskEvent.Threw(1, Failure.because("again"), RetryVerdict.after(Duration.ZERO)),
                TaskEvent.Due.NOW,
                new TaskEvent.Resumed("somebody"))) {
            assertThat(TaskStep.step(policy, failed, late, Instant.EPOCH)).isInstanceOf(Step.Refused.class);
        }
        assertThat(TaskStep.step(policy, failed, new TaskEvent.Reopened(2), Instant.EPOCH))
                .isInstanceOfSatisfying(
                        Step.Moved.class, moved -> assertThat(moved.next()).isEqualTo(State.Pending.NOW));
    }

    private static int pausesOnce(Instant until) {
        if (TaskRun.current().attempt() == 1) {
            throw Signal.pause("wait", until);
        }
        return 1;
    }

    // 47
    @Test
    void aPauseUntilATimeGoesOnWhenItHasCome() throws Exception {
        SettableTime time = Seen.morning();
        FlowRun run = Flow.define(
                        "until", f -> f.task(TaskRunsTest::pausesOnce, value(Instant.parse("2026-03-01T07:00:00Z"))))
                .start(Seen.at(time));
        time.awaitAlarms(1);
        time.advance(Duration.ofMinutes(59));
        assertThat(Seen.state(run, "pauses_once")).isEqualTo("Paused");
        time.advance(Duration.ofMinutes(1));
        assertThat(run.await().task("pauses_once").value()).isEqualTo(1);
    }

    // 48
    @Test
    void aTriggerThatSaysNoOrThrowsFailsTheTaskOnceAndTheWordsAreKept() {
        AtomicInteger asked = new AtomicInteger();
        Flow flow = Flow.define("trigger", f -> {
            f.task(Bodies::yes).named("refused").retries(3).trigger(Trigger.own("never", states -> false));
            f.task(Bodies::yes).named("guarded").retries(3).trigger(Trigger.own("broken", states -> {
                asked.incrementAndGet();
                throw new IllegalStateException("cannot say");
            }));
        });
        FlowRun run = flow.run();
        assertThat(Seen.state(run, "refused")).isEqualTo("TriggerFailed");
        assertThat(Seen.state(run, "guarded")).isEqualTo("TriggerFailed");
        assertThat(run.task("guarded").state().message()).contains("cannot say");
        assertThat(asked).hasValue(1);
        assertThat(run.task("guarded").attempts()).isZero();
    }

    // 56
    @Test
    void aWatcherSeesEveryChangeOnceAndAFailedAttemptAsRetrying() {
        List<String> good = Collections.synchronizedList(new ArrayList<>());
        List<String> retried = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("watched", f -> {
            f.task(Bodies::yes).onStateChange(change -> good.add(change.to().name()));
            f.task(TaskRunsTest::onSecondAttempt, value(2))
                    .named("later")
                    .retries(1)
                    .onStateChange(change -> retried.add(change.to().name()));
        });
        assertThat(flow.run().state().name()).isEqualTo("Success");
        assertThat(good).containsExactly("Queued", "Running", "Success");
        assertThat(retried).containsExactly("Queued", "Running", "Retrying", "Queued", "Running", "Success");
    }

    /** Elsewhere a handler may change the state or fail the task; here it only watches (decision 003). */
    // 57
    @Test
    void aHandlerThatThrowsChangesNothing() {
        for (Throwable thrown : List.of(
                Signal.pause("from a handler"),
                Signal.retryAfter(Duration.ZERO, "from a handler"),
                new IllegalStateException("from a handler"))) {
            Flow flow = Flow.define("watched", f -> {
                f.task(Bodies::yes).onStateChange(change -> sneak(thrown));
                f.task(Bodies::broken).onFailure(change -> sneak(thrown));
            });
            FlowRun run = flow.run();
            assertThat(Seen.state(run, "yes")).isEqualTo("Success");
            assertThat(Seen.state(run, "broken")).isEqualTo("Failed");
            assertThat(run.task("broken").attempts()).isEqualTo(1);
        }
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** Elsewhere the failure hook is called for each failed attempt; here once, when there will be no other. */
    // 58
    @Test
    void theFailureHookIsCalledForAFailedTriggerAndOnceForAllAttempts() {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("hooks", f -> {
            Output<Boolean> bad = f.task(Bodies::broken)
                    .retries(2)
                    .onFailure(change -> failures.add("broken " + change.to().name()))
                    .onRetry(change -> failures.add("broken " + change.to().name()));
            f.task(Bodies::show, bad)
                    .named("after")
                    .onFailure(change -> failures.add("after " + change.to().name()));
        });
        flow.run();
        assertThat(failures)
                .containsExactly("broken Retrying", "broken Retrying", "broken Failed", "after TriggerFailed");
    }

    /** The trigger is asked for each child; the mapped task itself is Mapped whatever it says. */
    // 60
    @Test
    void aMappedTaskIsMappedWhateverItsTriggerAndEachChildAsksItsOwn() {
        Flow flow = Flow.define("mapped", f -> {
            Output<List<Integer>> first =
                    f.map(Bodies::number, each(List.of(1, Bodies.FAILS))).named("first");
            f.map(Bodies::show, each(first)).named("second").trigger(Trigger.ALL_FAILED);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT);
        assertThat(Seen.history(run.task("second"))).startsWith("Pending", "Mapped");
        assertThat(Seen.children(run, "second")).containsExactly("TriggerFailed", "Success");
    }
}
