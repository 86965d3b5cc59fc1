package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CancellationTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static List<TaskExecutor> asynchronous() {
        return Executors.all().stream().filter(e -> !e.inCallersThread()).toList();
    }

    static void blocks() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static void nothing() {}

    @ParameterizedTest
    @MethodSource("asynchronous")
    void whatRunsIsInterruptedAndWhatHasNotBegunIsCancelled(TaskExecutor executor) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        Flow flow = Flow.define("cancel", f -> {
            var blocking = f.action(() -> {
                        begun.countDown();
                        blocks();
                    })
                    .named("blocking");
            f.action(ran::incrementAndGet).named("after").after(blocking);
            for (int i = 0; i < 200; i++) {
                f.action(CancellationTest::blocks).named("ready-" + i);
            }
        });
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        begun.await();
        run.cancel("enough");
        assertThat(run.await().state()).isEqualTo(new State.Cancelled("enough"));
        assertThat(run.tasks())
                .allSatisfy(task -> assertThat(task.state().message()).isEqualTo("enough"));
        assertThat(States.of(run).values()).containsOnly("Cancelled");
        assertThat(States.history(run.task("blocking")))
                .containsExactly("Pending", "Queued", "Running", "Cancelling", "Cancelled");
        assertThat(States.history(run.task("after"))).containsExactly("Pending", "Cancelled");
        assertThat(States.names(run.history())).containsExactly("Pending", "Running", "Cancelling", "Cancelled");
        assertThat(ran).hasValue(0);
    }

    @Test
    void aRunThatIsCancelledBeforeItsFirstTaskRunsNone() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CompletableFuture<FlowRun> handle = new CompletableFuture<>();
        Flow flow = Flow.define("early", f -> {
            for (int i = 0; i < 10; i++) {
                f.action(ran::incrementAndGet)
                        .named("task-" + i)
                        .onlyIf(f.task(() -> {
                                    handle.join().cancel("before it began");
                                    return true;
                                })
                                .named("gate-" + i));
            }
        });
        handle.complete(flow.start(RunOptions.DEFAULT));
        assertThat(handle.join().await().state().name()).isEqualTo("Cancelled");
        assertThat(ran).hasValue(0);
    }

    @Test
    void aTaskThatWaitsForItsNextAttemptHasNone() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define(
                "retrying",
                f -> f.action(() -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("down");
                        })
                        .named("call")
                        .retries(3, Duration.ofHours(1)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time));
        time.awaitAlarms(1);
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(States.history(run.task("call")))
                .containsExactly("Pending", "Queued", "Running", "Retrying", "Cancelled");
        assertThat(time.alarms()).isEmpty();
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("asynchronous")
    void childrenAreCancelledOneByOne(TaskExecutor executor) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Flow flow = Flow.define("mapped", f -> {
            var first = f.map(
                            (Integer i) -> {
                                if (i >= 3) {
                                    begun.countDown();
                                    blocks();
                                }
                                return i;
                            },
                            each(value(IntStream.range(0, 300).boxed().toList())))
                    .named("first");
            var second = f.map((Integer i) -> i, each(first)).named("second");
            f.task((List<Integer> all) -> all.size(), second).named("reduce");
        });
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        begun.await();
        run.cancel("enough");
        run.await();
        assertThat(States.children(run, "first").subList(0, 3)).containsOnly("Success");
        assertThat(States.children(run, "first").subList(3, 300)).containsOnly("Cancelled");
        assertThat(States.children(run, "second").subList(3, 300)).containsOnly("Cancelled");
        assertThat(run.task("first").state().message()).contains("297 of 300");
        assertThat(States.of(run, "reduce")).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("asynchronous")
    void aTaskCanAskWhetherItIsToStop(TaskExecutor executor) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Flow flow = Flow.define(
                "polite",
                f -> f.action(() -> {
                            begun.countDown();
                            while (!TaskRun.current().cancelled()) {
                                Thread.onSpinWait();
                            }
                            stopped.set(true);
                        })
                        .named("polls"));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        begun.await();
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(stopped).isTrue();
        assertThat(States.of(run, "polls")).isEqualTo("Cancelled");
    }

    @Test
    void afterTheGracePeriodNobodyWaitsForATaskAndTheLogSaysSo() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Flow flow = Flow.define(
                "stubborn",
                f -> f.task(() -> {
                            begun.countDown();
                            while (release.getCount() > 0) {
                                try {
                                    release.await();
                                } catch (InterruptedException e) {
                                    // that is the point
                                }
                            }
                            return 1;
                        })
                        .named("stubborn"));
        try (Logged log = new Logged()) {
            FlowRun run = flow.start(RunOptions.DEFAULT.time(time).grace(Duration.ofSeconds(5)));
            begun.await();
            run.cancel("enough");
            time.awaitAlarms(1);
            time.advance(Duration.ofSeconds(5).minusNanos(1));
            assertThat(run.state().name()).isEqualTo("Cancelling");
            assertThat(run.completion().toCompletableFuture()).isNotDone();
            time.advance(Duration.ofNanos(1));
            assertThat(run.await().state().name()).isEqualTo("Cancelled");
            assertThat(run.task("stubborn").state().message()).isEqualTo("enough; did not stop within 5.0 s");
            assertThat(log.await(line -> line.contains("\"stubborn\"")))
                    .startsWith("WARN")
                    .contains("was cancelled", "did not stop within 5.0 s");
            release.countDown();
            assertThat(run.task("stubborn").hasValue()).isFalse();
        }
    }

    @Test
    void whoCancelsMayGiveAGracePeriodWhichRunsWithinHaveToo() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Flow inner = Flow.define(
                "inner",
                f -> f.task(() -> {
                            begun.countDown();
                            while (release.getCount() > 0) {
                                try {
                                    release.await();
                                } catch (InterruptedException e) {
                                    // that is the point
                                }
                            }
                            return 1;
                        })
                        .named("stubborn"));
        Flow flow = Flow.define("outer", f -> f.subflow(inner).named("within"));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).grace(Duration.ofHours(1)));
        begun.await();
        assertThatThrownBy(() -> run.cancel("enough", Duration.ofSeconds(-1))).hasMessageContaining("use zero or more");
        run.cancel("enough", Duration.ofSeconds(3));
        time.awaitAlarms(2);
        time.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(run.completion().toCompletableFuture()).isNotDone();
        time.advance(Duration.ofNanos(1));
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        release.countDown();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aDeadlineStopsTheRunAndItTimesOut(TaskExecutor executor) {
        Flow flow = Flow.define("deadline", f -> {
            var first = f.action(CancellationTest::nothing).named("first");
            var blocking = f.action(CancellationTest::blocks).named("blocking").after(first);
            f.action(CancellationTest::nothing).named("after").after(blocking);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).deadline(Duration.ofMillis(200)));
        assertThat(run.state()).isInstanceOf(State.TimedOut.class);
        assertThat(States.of(run).values()).containsExactly("Success", "Cancelled", "Cancelled");
        assertThat(run.task("after").state().message()).contains("deadline of 200 ms");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aDeadlineAlsoEndsARunThatWaitsForAPersonInTheCallersThread() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        Flow flow = Flow.define(
                "paused",
                f -> f.action(() -> {
                            throw Signal.pause("look");
                        })
                        .named("check"));
        FlowRun run = flow.run(
                RunOptions.DEFAULT.time(time).deadline(Duration.ofHours(1)).executor(TaskExecutors.inThread()));
        assertThat(run.state().name()).isEqualTo("Paused");
        time.advance(Duration.ofHours(1));
        assertThat(run.await().state().name()).isEqualTo("TimedOut");
        assertThat(States.of(run, "check")).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void interruptingTheThreadThatRunsAFlowCancelsTheRunAndKeepsTheFlag(TaskExecutor executor) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Flow flow = Flow.define("interrupted", f -> {
            f.action(() -> {
                        begun.countDown();
                        blocks();
                    })
                    .named("blocking");
            f.action(CancellationTest::nothing)
                    .named("after")
                    .after(f.action(() -> {
                                begun.countDown();
                                blocks();
                            })
                            .named("another"));
        });
        AtomicReference<FlowRun> run = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            run.set(flow.run(RunOptions.DEFAULT.executor(executor)));
            flag.set(Thread.interrupted());
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(flag).isTrue();
        assertThat(run.get().state().name()).isEqualTo("Cancelled");
        assertThat(run.get().state().message()).contains("interrupted");
        assertThat(States.of(run.get()).values()).containsOnly("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aThreadThatIsInterruptedAlreadyRunsNoFlowToItsEnd(TaskExecutor executor) {
        Flow flow = Flow.define("interrupted", f -> {
            var before = f.action(CancellationTest::blocks);
            f.action(CancellationTest::nothing).after(before);
        });
        Thread.currentThread().interrupt();
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.state().name()).isEqualTo("Cancelled");
    }

    @Test
    void aFlagThatIsSetWhileATaskComputesCancelsWhatFollows() throws Exception {
        AtomicBoolean computes = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        Flow flow = Flow.define("computes", f -> {
            var first = f.action(() -> {
                        begun.countDown();
                        while (computes.get()) {
                            Thread.onSpinWait();
                        }
                    })
                    .named("first");
            f.action(CancellationTest::nothing).named("after").after(first);
        });
        AtomicReference<FlowRun> run = new AtomicReference<>();
        Thread caller = new Thread(() -> run.set(flow.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()))));
        caller.start();
        begun.await();
        caller.interrupt();
        computes.set(false);
        caller.join();
        assertThat(run.get().state().name()).isEqualTo("Cancelled");
        assertThat(States.of(run.get(), "after")).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void completionTellsWhenTheRunHasEnded(TaskExecutor executor) {
        Flow flow = Flow.define("async", f -> f.task(() -> 7).named("seven"));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        FlowRun ended = run.completion().toCompletableFuture().join();
        assertThat(ended.state().name()).isEqualTo("Success");
        assertThat(ended.task("seven").value()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("asynchronous")
    void aHandlerMayCancelTheRun(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> handle = new CompletableFuture<>();
        Flow flow = Flow.define("handler", f -> {
            var bad = f.action(() -> {
                        throw new IllegalStateException("bad");
                    })
                    .named("bad")
                    .onFailure(change -> handle.join().cancel("one failure is enough"));
            f.action(CancellationTest::nothing).named("never").after(f.action(CancellationTest::blocks));
            f.action(CancellationTest::nothing).named("after").after(bad);
        });
        handle.complete(flow.start(RunOptions.DEFAULT.executor(executor)));
        FlowRun run = handle.join().await();
        assertThat(run.state()).isEqualTo(new State.Cancelled("one failure is enough"));
        assertThat(States.of(run, "bad")).isEqualTo("Failed");
    }

    @Test
    void theFirstOfTwoCancellationsSaysWhyAndAnEndedRunStaysAsItIs() throws Exception {
        SettableTime time = new SettableTime(MORNING);
        CountDownLatch begun = new CountDownLatch(1);
        Flow flow = Flow.define(
                "twice",
                f -> f.action(() -> {
                            begun.countDown();
                            blocks();
                        })
                        .named("blocking"));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time));
        begun.await();
        run.cancel("first");
        run.cancel("second");
        assertThat(run.await().state()).isEqualTo(new State.Cancelled("first"));
        assertThat(States.history(run.task("blocking"))).endsWith("Running", "Cancelling", "Cancelled");
        assertThat(time.alarms()).isEmpty();

        FlowRun done =
                Flow.define("done", f -> f.action(CancellationTest::nothing)).run(RunOptions.DEFAULT.time(time));
        done.cancel("too late");
        assertThat(done.state().name()).isEqualTo("Success");
        assertThat(time.alarms()).as("an alarm would keep the process alive").isEmpty();
    }

    @Test
    void manyThreadsMayCancelAndAskAtOnce() throws Exception {
        for (int round = 0; round < 200; round++) {
            Flow flow = Flow.define("many", f -> {
                for (int i = 0; i < 20; i++) {
                    f.action(CancellationTest::nothing).named("t" + i);
                }
                f.action(CancellationTest::blocks);
            });
            FlowRun run = flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    run.tasks().forEach(task -> assertThat(task.history()).isNotEmpty());
                    run.cancel("by many");
                    assertThat(run.state()).isInstanceOfAny(State.Cancelling.class, State.Cancelled.class);
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(run.await().state().name()).isEqualTo("Cancelled");
        }
    }

    @Test
    void aRunInTheCallersThreadThatIsResumedByManyThreadsGoesOnOnce() throws Exception {
        for (int round = 0; round < 300; round++) {
            AtomicInteger calls = new AtomicInteger();
            Flow flow = Flow.define("resumed", f -> {
                var check = f.action(() -> {
                            if (calls.incrementAndGet() == 1) {
                                throw Signal.pause("look");
                            }
                        })
                        .named("check");
                f.action(CancellationTest::nothing).named("after").after(check);
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
            assertThat(run.state().name()).isEqualTo("Paused");
            List<Thread> threads = new ArrayList<>();
            AtomicInteger refused = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        run.resume("check");
                    } catch (IllegalStateException e) {
                        refused.incrementAndGet();
                    }
                }));
                threads.add(Thread.ofPlatform().start(run::state));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(run.await().state().name()).isEqualTo("Success");
            assertThat(calls).hasValue(2);
            assertThat(refused).hasValue(2);
        }
    }
}
