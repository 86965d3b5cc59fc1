package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Backoff;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RetriesTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static int failsUntilThird() throws IOException {
        int attempt = TaskRun.current().attempt();
        if (attempt < 3) {
            throw new IOException("attempt " + attempt);
        }
        return attempt;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFailedTaskIsTriedAgainUntilItsRetriesRunOut(TaskExecutor executor) {
        Flow flow = Flow.define("retries", f -> {
            f.task(RetriesTest::failsUntilThird).named("enough").retries(2);
            f.task(RetriesTest::failsUntilThird).named("tooFew").retries(1);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("enough").value()).isEqualTo(3);
        assertThat(run.task("enough").attempts()).isEqualTo(3);
        assertThat(States.history(run.task("enough")))
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
                        "Success");
        assertThat(run.task("tooFew").state()).isInstanceOfSatisfying(State.Failed.class, failed -> {
            assertThat(failed.attempts()).isEqualTo(2);
            assertThat(failed.failure().message()).isEqualTo("attempt 2");
        });
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void aRetryAfterSixHoursComesWhenTheClockSaysSo() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        Flow flow =
                Flow.define("patient", f -> f.task(RetriesTest::failsUntilThird).retries(2, Duration.ofHours(6)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(2)));
        time.awaitAlarms(1);
        assertThat(run.task("fails_until_third").state()).isInstanceOfSatisfying(State.Retrying.class, waits -> {
            assertThat(waits.due()).isEqualTo(MORNING.plus(Duration.ofHours(6)));
            assertThat(waits.cause()).isEqualTo("IOException: attempt 1");
        });
        time.advance(Duration.ofHours(6).minusNanos(1));
        assertThat(run.task("fails_until_third").attempts()).isEqualTo(1);
        time.advance(Duration.ofNanos(1));
        time.awaitAlarms(1);
        time.advance(Duration.ofHours(6));
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(run.task("fails_until_third").duration()).contains(Duration.ofHours(12));
    }

    @Test
    void waitsFollowTheirBackoff() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        Flow flow = Flow.define(
                "backoff",
                f -> f.action(() -> {
                            throw new IOException("down");
                        })
                        .named("call")
                        .retries(4)
                        .backoff(Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(5))));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time));
        for (long seconds : new long[] {1, 2, 4, 5}) {
            time.awaitAlarms(1);
            assertThat(time.alarms()).containsExactly(time.now().plusSeconds(seconds));
            time.advance(Duration.ofSeconds(seconds));
        }
        assertThat(run.await().task("call").attempts()).isEqualTo(5);
    }

    @Test
    void onlyTheChosenFailuresAreTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define("choosy", f -> {
            f.action(() -> {
                        calls.incrementAndGet();
                        throw new IllegalArgumentException("for good");
                    })
                    .named("permanent")
                    .retries(5)
                    .retryOn(IOException.class);
            f.task(RetriesTest::failsUntilThird).named("temporary").retries(5).retryOn(IOException.class);
        });
        FlowRun run = flow.run();
        assertThat(calls).hasValue(1);
        assertThat(States.of(run, "permanent")).isEqualTo("Failed");
        assertThat(States.of(run, "temporary")).isEqualTo("Success");
    }

    @Test
    void aRetryRuleThatFailsEndsTheTaskWithTheOriginalFailure() {
        Flow flow = Flow.define(
                "brokenRule",
                f -> f.action(() -> {
                            throw new IOException("original");
                        })
                        .named("call")
                        .retries(5)
                        .retryOn(cause -> {
                            throw new IllegalStateException("rule");
                        }));
        FlowRun run = flow.run();
        assertThat(run.task("call").attempts()).isEqualTo(1);
        assertThat(run.task("call").error().orElseThrow().message()).isEqualTo("original");
        assertThat(run.task("call").error().orElseThrow().stackTrace()).contains("rule");
    }

    @Test
    void aFailSignalIsTriedAgainLikeAnyFailure() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "signal",
                f -> f.action(() -> {
                            if (calls.incrementAndGet() < 3) {
                                throw Signal.fail("not yet");
                            }
                        })
                        .named("call")
                        .retries(2));
        assertThat(flow.run().state().name()).isEqualTo("Success");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aRetrySignalGoesBeyondTheNumberOfRetriesAndUsesNoneUp() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "signal",
                f -> f.action(() -> {
                            int call = calls.incrementAndGet();
                            if (call <= 5) {
                                throw Signal.retryAt(Instant.EPOCH, "still not there");
                            }
                            if (call == 6) {
                                throw new IOException("a real failure, which the one retry is for");
                            }
                        })
                        .named("poll")
                        .retries(1));
        FlowRun run = flow.run();
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.task("poll").attempts()).isEqualTo(7);
    }

    @Test
    void aPauseSignalWaitsForAPersonAndThenRunsTheFunctionAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "pause",
                f -> f.action(() -> {
                            if (calls.incrementAndGet() == 1) {
                                throw Signal.pause("look at the numbers");
                            }
                        })
                        .named("check"));
        FlowRun run = flow.run();
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.task("check").state().message()).isEqualTo("look at the numbers");
        run.resume("check");
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aPauseUntilATimeGoesOnByItself() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "pause",
                f -> f.action(() -> {
                            if (calls.incrementAndGet() == 1) {
                                throw Signal.pause("quiet hours", MORNING.plusSeconds(60));
                            }
                        })
                        .named("send"));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time));
        time.awaitAlarms(1);
        time.advance(Duration.ofMinutes(1));
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    @Test
    void aSuccessSignalGivesTheResultIfItIsOfTheDeclaredType() {
        Flow flow = Flow.define("success", f -> {
            f.task(RetriesTest::early).named("good");
            f.task(RetriesTest::wrong).named("bad");
        });
        FlowRun run = flow.run();
        assertThat(run.task("good").value()).isEqualTo(42);
        assertThat(run.task("good").state().message()).isEqualTo("short cut");
        assertThat(run.task("bad").error().orElseThrow().message())
                .contains("String")
                .contains("int");
    }

    static int early() {
        throw Signal.success(42, "short cut");
    }

    static int wrong() {
        throw Signal.success("text");
    }
}
