package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowDefinitionException;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static void blocks() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static boolean flag() {
        return Thread.currentThread().isInterrupted();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskThatTakesTooLongIsInterruptedAndTimesOut(TaskExecutor executor) {
        Flow flow = Flow.define("slow", f -> {
            var slow = f.action(TimeoutsTest::blocks).timeout(SHORT);
            f.task(TimeoutsTest::flag).named("after").after(slow);
            f.task(TimeoutsTest::flag).named("beside");
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("blocks").state()).isEqualTo(new State.TimedOut(SHORT, 1));
        assertThat(run.task("blocks").state().message()).contains("20 ms");
        assertThat(States.history(run.task("blocks"))).containsExactly("Pending", "Queued", "Running", "TimedOut");
        assertThat(run.task("blocks").error().map(Failure::oneLine).orElseThrow())
                .contains("20 ms");
        assertThat(States.of(run, "after")).isEqualTo("TriggerFailed");
        assertThat(run.task("beside").value()).isEqualTo(false);
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTimeoutIsRetriedLikeAFailure(TaskExecutor executor) {
        AtomicInteger asked = new AtomicInteger();
        Flow flow = Flow.define("slow", f -> {
            f.task(() -> {
                        int attempt = TaskRun.current().attempt();
                        if (attempt < 3) {
                            blocks();
                        }
                        return attempt;
                    })
                    .named("third")
                    .timeout(SHORT)
                    .retries(2);
            f.action(TimeoutsTest::blocks)
                    .timeout(SHORT)
                    .retries(5)
                    .retryOn(cause -> cause instanceof TimeoutException && asked.incrementAndGet() < 3);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("third").value()).isEqualTo(3);
        assertThat(States.history(run.task("third")))
                .containsSubsequence("Running", "Retrying", "Queued", "Running", "Retrying", "Running", "Success");
        assertThat(run.task("blocks").state()).isEqualTo(new State.TimedOut(SHORT, 3));
        assertThat(asked).hasValue(3);
    }

    /** Whatever it does on being stopped, it was stopped. */
    @ParameterizedTest
    @MethodSource("executors")
    void whatATaskDoesOnItsInterruptDoesNotChangeThatItTimedOut(TaskExecutor executor) {
        for (int round = 0; round < 20; round++) {
            Flow flow = Flow.define("answers", f -> {
                f.task(() -> onInterrupt(null)).named("returns").timeout(SHORT);
                f.task(() -> onInterrupt(new IllegalStateException("own")))
                        .named("throws")
                        .timeout(SHORT);
                f.task(() -> onInterrupt(Signal.skip("own"))).named("skips").timeout(SHORT);
                f.task(() -> onInterrupt(Signal.success(7)))
                        .named("succeeds")
                        .timeout(SHORT)
                        .retryOn(cause -> true);
                f.task(() -> onInterrupt(Signal.retryAfter(Duration.ZERO, "own")))
                        .named("retries")
                        .timeout(SHORT)
                        .retryOn(cause -> true);
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
            assertThat(States.of(run).values()).containsOnly("TimedOut");
            assertThat(run.tasks())
                    .allSatisfy(task -> assertThat(task.hasValue()).isFalse());
        }
    }

    private static int onInterrupt(Throwable answer) {
        try {
            blocks();
        } catch (InterruptedException e) {
            if (answer != null) {
                throw TimeoutsTest.<RuntimeException>sneaky(answer);
            }
        }
        return 1;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aTaskThatSwallowsItsInterruptIsAbandonedAndItsResultNeverCounts() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        List<TaskExecutor> several = List.of(TaskExecutors.threads(2), TaskExecutors.virtual(2));
        for (TaskExecutor executor : several) {
            Flow flow = Flow.define(
                    "stubborn",
                    f -> f.task(() -> {
                                int attempt = attempts.incrementAndGet();
                                if (attempt == 1) {
                                    uninterruptibly(release);
                                }
                                return attempt;
                            })
                            .named("stubborn")
                            .timeout(SHORT)
                            .retries(1));
            attempts.set(0);
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
            assertThat(run.task("stubborn").value()).isEqualTo(2);
            assertThat(attempts).hasValue(2);
        }
        release.countDown();
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // that is the point
            }
        }
    }

    @Test
    void theSlotOfAnAbandonedTaskStaysTakenUntilItEnds() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(5);
        Flow flow = Flow.define("stubborn", f -> {
            f.action(() -> uninterruptibly(release)).named("stubborn").timeout(SHORT);
            for (int i = 0; i < 5; i++) {
                f.action(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            LockSupport.parkNanos(5_000_000);
                            running.decrementAndGet();
                            others.countDown();
                        })
                        .named("other-" + i);
            }
        });
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
        others.await();
        assertThat(most).hasValue(1);
        awaitState(run, "stubborn", "TimedOut"); // its alarm may ring late: released before, it would succeed
        release.countDown();
        assertThat(States.of(run.await(), "stubborn")).isEqualTo("TimedOut");

        CountDownLatch later = new CountDownLatch(1);
        Flow single = Flow.define("single", f -> {
            f.action(() -> uninterruptibly(later)).named("stubborn").timeout(SHORT);
            f.task(TimeoutsTest::flag).named("waits");
        });
        FlowRun narrow = single.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(1)));
        awaitState(narrow, "stubborn", "TimedOut");
        assertThat(States.of(narrow, "waits")).isEqualTo("Queued");
        later.countDown();
        assertThat(narrow.await().task("waits").value()).isEqualTo(false);
    }

    private static void awaitState(FlowRun run, String task, String state) {
        while (!States.of(run, task).equals(state)) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLogNamesATaskThatDoesNotStopAfterTheGracePeriod(boolean inThread) throws Exception {
        try (Logged log = new Logged()) {
            CountDownLatch release = new CountDownLatch(1);
            Flow flow = Flow.define(
                    "logged",
                    f -> f.action(() -> uninterruptibly(release))
                            .named("stubborn")
                            .timeout(SHORT));
            Thread caller = new Thread(() -> flow.run(RunOptions.DEFAULT
                    .grace(SHORT)
                    .executor(inThread ? TaskExecutors.inThread() : TaskExecutors.threads(1))));
            caller.start();
            assertThat(log.await(line -> line.contains("\"stubborn\"")))
                    .startsWith("WARN")
                    .contains("attempt 1 of task \"stubborn\" of flow \"logged\"", "timeout of 20 ms")
                    .contains("did not stop within 20 ms", "TaskRun.cancelled()");
            release.countDown();
            caller.join();
        }
    }

    @Test
    void aTaskThatStopsInTimeIsNotLoggedAndLeavesNoAlarm() throws Exception {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        Flow flow = Flow.define("obedient", f -> f.action(TimeoutsTest::blocks).timeout(Duration.ofMinutes(1)));
        try (Logged log = new Logged()) {
            FlowRun run = flow.start(RunOptions.DEFAULT.time(time).grace(Duration.ofMinutes(1)));
            time.awaitAlarms(1);
            time.advance(Duration.ofMinutes(1).minusNanos(1));
            assertThat(States.of(run, "blocks")).isEqualTo("Running");
            time.advance(Duration.ofNanos(1));
            assertThat(States.of(run.await(), "blocks")).isEqualTo("TimedOut");
            while (!time.alarms().isEmpty()) { // the worker takes it back when it has stopped
                Thread.onSpinWait();
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theInterruptOfATimeoutNeverReachesTheNextTask(TaskExecutor executor) {
        AtomicInteger leaked = new AtomicInteger();
        for (int round = 0; round < 10; round++) {
            Flow flow = Flow.define("leak", f -> {
                for (int i = 0; i < 100; i++) {
                    f.action(() -> LockSupport.parkNanos(900_000))
                            .named("slow-" + i)
                            .timeout(Duration.ofMillis(1));
                    f.action(() -> {
                                if (Thread.interrupted()) {
                                    leaked.incrementAndGet();
                                }
                            })
                            .named("next-" + i);
                }
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
            assertThat(run.state().isFinished()).isTrue();
            assertThat(run.state()).isNotInstanceOf(State.Cancelled.class);
        }
        assertThat(leaked).hasValue(0);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFlagThatATaskLeavesBehindDoesNotReachTheNextTask(TaskExecutor executor) {
        Flow flow = Flow.define("flag", f -> {
            for (int i = 0; i < 20; i++) {
                var first = f.action(() -> Thread.currentThread().interrupt()).named("sets-" + i);
                f.task(TimeoutsTest::flag).named("sees-" + i).after(first);
            }
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        boolean cancels = executor.inCallersThread(); // there, it is an interrupt of the run
        assertThat(Thread.interrupted()).isEqualTo(cancels);
        assertThat(run.state().name()).isEqualTo(cancels ? "Cancelled" : "Success");
        if (!cancels) {
            for (int i = 0; i < 20; i++) {
                assertThat(run.task("sees-" + i).value()).isEqualTo(false);
            }
        }
    }

    @Test
    void aTimeoutHasToBeMoreThanZero() {
        assertThatThrownBy(() ->
                        Flow.define("zero", f -> f.action(TimeoutsTest::blocks).timeout(Duration.ZERO)))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("timeout(..)")
                .hasMessageContaining("more than zero");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void timesBeyondAllClocksMeanNever(TaskExecutor executor) {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        Flow flow = Flow.define("huge", f -> f.task(TimeoutsTest::flag).timeout(forever));
        FlowRun run =
                flow.run(RunOptions.DEFAULT.executor(executor).deadline(forever).grace(forever));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aRetryBeyondAllClocksWaitsUntilItIsCancelled() throws Exception {
        Flow flow = Flow.define("huge", f -> {
            f.action(() -> {
                        throw Signal.retryAfter(Duration.ofSeconds(Long.MAX_VALUE), "never");
                    })
                    .named("signals");
            f.action(() -> {
                        throw new IllegalStateException("no");
                    })
                    .named("fails")
                    .retries(1, Duration.ofSeconds(Long.MAX_VALUE));
        });
        FlowRun run = flow.start(RunOptions.DEFAULT);
        awaitState(run, "signals", "Retrying");
        awaitState(run, "fails", "Retrying");
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void childrenHaveTheirOwnTimeouts(TaskExecutor executor) {
        Flow flow = Flow.define("mapped", f -> {
            var children = f.map(TimeoutsTest::blocksIfOdd, each(value(List.of(0, 1, 2, 3))))
                    .timeout(SHORT);
            f.task((List<Integer> all) -> all.size(), children).named("count").trigger(dev.reeve.Trigger.ALL_FINISHED);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(States.children(run, "blocks_if_odd")).containsExactly("Success", "TimedOut", "Success", "TimedOut");
        assertThat(run.task("blocks_if_odd").state().message()).contains("2 of 4");
        assertThat(run.task("count").value()).isEqualTo(2);
    }

    static int blocksIfOdd(int number) throws InterruptedException {
        if (number % 2 == 1) {
            blocks();
        }
        return number;
    }

    @Test
    void aTaskSeesThatItsTimeIsUp() {
        AtomicBoolean before = new AtomicBoolean(true);
        Flow flow = Flow.define(
                "polite",
                f -> f.action(() -> {
                            TaskRun run = TaskRun.current();
                            before.set(run.cancelled());
                            while (!run.cancelled()) {
                                Thread.onSpinWait();
                            }
                        })
                        .named("polls")
                        .timeout(SHORT));
        assertThat(States.of(flow.run(), "polls")).isEqualTo("TimedOut");
        assertThat(before).isFalse();
    }
}
