package dev.reeve.engine.run;

import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.SubflowException;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.render.Drawing;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flows that run as tasks of other flows. */
final class FlowsInFlowsTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static final ResultFlow<Integer> DOUBLING = Flow.returning("doubling", f -> {
        Output<Integer> n = f.parameter("n", 1);
        return f.task(Samples::twice, n);
    });

    /** A flow of as many tasks as it is told to have. */
    private static ResultFlow<Integer> chain(int length) {
        return Flow.returning("chain of " + length, f -> {
            Output<Integer> last = f.task(Samples::number, value(1)).named("first");
            for (int i = 0; i < length; i++) {
                last = f.task(Samples::twice, last).named("twice " + i);
            }
            return last;
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aSubFlowIsATaskWithItsResult(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("outer", f -> {
            Output<Integer> n = f.task(Samples::number, value(5));
            return f.task(Samples::twice, f.subflow(DOUBLING, with("n", n))).named("outside");
        });
        var run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.result()).isEqualTo(20);
        RunView inside = run.task("doubling").flowRun().orElseThrow();
        assertThat(inside.id()).isEqualTo(run.id() + ".doubling.1");
        assertThat(inside.name()).isEqualTo(run.name() + "/doubling");
        assertThat(inside.state().name()).isEqualTo("Success");
        assertThat(run.task("outside").flowRun()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskReturnsTheFlowThatRunsNext(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning(
                "outer",
                f -> f.task(Samples::twice, f.dynamic(FlowsInFlowsTest::chain, f.task(Samples::number, value(3)))));
        var run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.result()).isEqualTo(16);
        assertThat(run.task("chain").flowRun().orElseThrow().graph().size()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void flowsMayBeNestedDeeplyOnOneSlot(TaskExecutor executor) {
        ResultFlow<Integer> inner = DOUBLING;
        for (int depth = 0; depth < 20; depth++) {
            ResultFlow<Integer> last = inner;
            inner = Flow.returning("level " + depth, f -> {
                Output<Integer> n = f.parameter("n", 1);
                return f.subflow(last, with("n", f.task(Samples::twice, n)));
            });
        }
        assertThat(inner.run(RunOptions.DEFAULT.executor(executor)).result()).isEqualTo(1 << 21);
    }

    private static int broken(int n) {
        throw new IllegalStateException("no luck with " + n);
    }

    private static final Flow BROKEN = Flow.define("broken flow", f -> f.task(FlowsInFlowsTest::broken, value(7)));

    @ParameterizedTest
    @MethodSource("executors")
    void aFailureInsideIsAFailureOutsideAndSaysWhere(TaskExecutor executor) {
        FlowRun run = Flow.define("outer", f -> f.subflow(BROKEN)).run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(run.task("broken flow").error().orElseThrow().cause())
                .isInstanceOf(SubflowException.class)
                .hasMessageContaining("flow \"broken flow\", run " + run.id() + ".broken flow.1, ended Failed")
                .hasMessageContaining("task \"broken\": IllegalStateException: no luck with 7")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aRetryRunsTheFlowAgain(TaskExecutor executor) {
        AtomicInteger calls = new AtomicInteger();
        ResultFlow<Integer> shaky = Flow.returning(
                "shaky",
                f -> f.task(
                                n -> {
                                    if (calls.incrementAndGet() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return n;
                                },
                                value(4))
                        .named("try"));
        var run = Flow.<Integer>returning("outer", f -> f.subflow(shaky).retries(2, Duration.ZERO))
                .run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.result()).isEqualTo(4);
        assertThat(run.task("shaky").flowRun().orElseThrow().id()).endsWith(".shaky.3");
    }

    @Test
    void aWrongParameterFailsTheTaskWithoutRunningAnything() {
        ResultFlow<Integer> flow =
                Flow.returning("outer", f -> f.subflow(DOUBLING, with("n", f.task(FlowsInFlowsTest::noNumber))));
        FlowRun run = flow.run();
        assertThat(run.task("doubling").error().orElseThrow().message()).contains("parameter \"n\" takes");
    }

    private static String noNumber() {
        return "seven";
    }

    @Test
    void theSlotsAreThoseOfTheWholeRun() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flow leaf = Flow.define("leaf", f -> {
            for (int i = 0; i < 20; i++) {
                f.task(n -> busy(now, most), value(i)).named("leaf " + i);
            }
        });
        FlowRun run = Flow.define("outer", f -> {
                    for (int i = 0; i < 5; i++) {
                        f.subflow(leaf).named("sub " + i);
                        f.task(n -> busy(now, most), value(i)).named("own " + i);
                    }
                })
                .run(RunOptions.DEFAULT.executor(TaskExecutors.threads(3)));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    private static int busy(AtomicInteger now, AtomicInteger most) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        long until = System.nanoTime() + 200_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return now.decrementAndGet();
    }

    private static Flow hanging(CountDownLatch begun, List<String> log) {
        return Flow.define(
                "hanging",
                f -> f.resource(() -> "r")
                        .named("open")
                        .closeWith(r -> log.add("closed"))
                        .named("close")
                        .use(r -> f.task(
                                        x -> {
                                            begun.countDown();
                                            new CountDownLatch(1).await();
                                            return x;
                                        },
                                        r)
                                .named("hang")));
    }

    @Test
    void cancellingTheRunCancelsTheRunsInsideWithTheirCleanup() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        FlowRun run = Flow.define("outer", f -> f.subflow(hanging(begun, log)))
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
        begun.await();
        run.cancel("enough");
        run.await();
        assertThat(run.state().name()).isEqualTo("Cancelled");
        assertThat(run.task("hanging").state().name()).isEqualTo("Cancelled");
        assertThat(run.task("hanging").flowRun().orElseThrow().state().name()).isEqualTo("Cancelled");
        assertThat(log).containsExactly("closed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theTimeoutOfASubFlowStopsItsRun(TaskExecutor executor) {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        FlowRun run = Flow.define(
                        "outer",
                        f -> f.subflow(hanging(new CountDownLatch(1), log)).timeout(Duration.ofMillis(100)))
                .run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("hanging").state().name()).isEqualTo("TimedOut");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    private static int asks(int n) {
        return TaskRun.current().answer(Integer.class).orElseThrow(() -> Signal.pause("how many?"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskInsideThatWaitsForAPersonIsAnsweredByItsPath(TaskExecutor executor) throws InterruptedException {
        ResultFlow<Integer> asking = Flow.returning("asking", f -> f.task(FlowsInFlowsTest::asks, value(1)));
        var run = Flow.<Integer>returning("outer", f -> f.task(Samples::twice, f.subflow(asking)))
                .run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.state().message()).contains("asking/asks");
        run.answer("asking/asks", 21);
        run.await();
        assertThat(run.result()).isEqualTo(42);
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void theDrawingShowsWhatIsInsideAsFarAsItIsKnown() {
        Flow flow = Flow.define("outer", f -> {
            f.subflow(DOUBLING, with("n", f.task(Samples::number, value(5))));
            f.dynamic(FlowsInFlowsTest::chain, f.task(Samples::number, value(2)).named("length"));
        });
        String before = Drawing.of(flow.graph()).mermaid();
        assertThat(before).contains("doubling/twice").doesNotContain("chain/first");
        String after = Drawing.of(flow.graph()).with(flow.run().view()).mermaid();
        assertThat(after).contains("doubling/twice").contains("chain/first").contains("chain/twice 1");
    }

    @Test
    void aDynamicTaskThatReturnsNoFlowSaysSo() {
        FlowRun run =
                Flow.define("outer", f -> f.dynamic(FlowsInFlowsTest::noFlow)).run();
        assertThat(run.task("no_flow").error().orElseThrow().message()).contains("in place of the flow");
    }

    @SuppressWarnings("NullAway")
    private static ResultFlow<Integer> noFlow() {
        return null;
    }
}
