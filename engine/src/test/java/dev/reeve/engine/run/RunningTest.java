package dev.reeve.engine.run;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.TraceIds;
import dev.reeve.state.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunningTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static int one() {
        return 1;
    }

    static int plus(int a, int b) {
        return a + b;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(n -> n).sum();
    }

    static void nothing() {}

    static String nothingToSay() {
        return null;
    }

    static String describe(String text) {
        return "got " + text;
    }

    static Optional<String> maybe(boolean there) {
        return there ? Optional.of("there") : Optional.empty();
    }

    static String unwrap(Optional<String> text) {
        return text.orElse("absent");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aDiamondRunsAndItsResultIsRead(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("diamond", f -> {
            Output<Integer> top = f.task(RunningTest::one);
            Output<Integer> left = f.task(RunningTest::plus, top, value(10)).named("left");
            Output<Integer> right = f.task(RunningTest::plus, top, value(100)).named("right");
            return f.task(RunningTest::plus, left, right).named("bottom");
        });
        var run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.result()).isEqualTo(112);
        assertThat(States.of(run)).containsOnlyKeys("one", "left", "right", "bottom");
        for (var task : run.tasks()) {
            assertThat(States.history(task)).containsExactly("Pending", "Queued", "Running", "Success");
            assertThat(task.attempts()).isEqualTo(1);
            assertThat(task.history().stream().map(RunView.Entry::at).toList()).isSortedAccordingTo(Instant::compareTo);
        }
        assertThat(States.names(run.history())).containsExactly("Pending", "Running", "Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFlowWithoutTasksSucceeds(TaskExecutor executor) {
        FlowRun run = Flow.define("empty", f -> {}).run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aChainOfThousandsEndsWithoutStackOverflow(TaskExecutor executor) {
        Flow flow = Flow.define("chain", f -> {
            Output<Integer> last = f.task(RunningTest::one);
            for (int i = 0; i < 20_000; i++) {
                last = f.task(RunningTest::plus, last, value(1)).named("step-" + i);
            }
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("step-19999").value()).isEqualTo(20_001);
    }

    @Test
    void aChainOfThousandsFailsWithoutStackOverflow() {
        Flow flow = Flow.define("chain", f -> {
            Output<Integer> last = f.<Integer>task(() -> {
                        throw new IOException("no");
                    })
                    .named("first");
            for (int i = 0; i < 50_000; i++) {
                last = f.task(RunningTest::plus, last, value(1)).named("step-" + i);
            }
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "step-49999")).isEqualTo("TriggerFailed");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whateverATaskThrowsBecomesItsFailure(TaskExecutor executor) {
        List<Throwable> thrown = List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new StackOverflowError(),
                new OutOfMemoryError("pretended"),
                new NoClassDefFoundError("gone"),
                new HostileException(),
                new Throwable("bare"));
        for (Throwable what : thrown) {
            Flow flow = Flow.define("throws", f -> {
                Output<Integer> bad = f.<Integer>task(() -> {
                            throw RunningTest.<RuntimeException>sneaky(what);
                        })
                        .named("bad");
                f.task(RunningTest::plus, bad, value(1)).named("after");
                f.task(RunningTest::one).named("beside");
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
            assertThat(run.task("bad").error().map(Failure::type))
                    .as("%s on %s", what.getClass(), executor.describe())
                    .contains(what.getClass().getName());
            assertThat(run.state().isSuccessful()).isFalse();
            assertThat(States.of(run))
                    .isEqualTo(Map.of("bad", "Failed", "after", "TriggerFailed", "beside", "Success"));
        }
    }

    @Test
    void anInterruptedExceptionIsAFailureAndInTheCallersThreadAnInterruptOfTheRun() {
        Flow flow = Flow.define(
                "interrupted",
                f -> f.action(() -> {
                            throw new InterruptedException("by itself");
                        })
                        .named("bad"));
        assertThat(States.of(flow.run(RunOptions.DEFAULT.executor(TaskExecutors.threads(2))), "bad"))
                .isEqualTo("Failed");
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.state().name()).isEqualTo("Cancelled");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static final class HostileException extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("even this");
        }
    }

    @Test
    void absentAndNullResultsArriveAsTheyAre() {
        Flow flow = Flow.define("absent", f -> {
            f.task(RunningTest::describe, f.task(RunningTest::nothingToSay)).named("of-null");
            f.task(RunningTest::unwrap, f.task(RunningTest::maybe, value(false)))
                    .named("of-empty");
            f.task(RunningTest::unwrap, f.task(RunningTest::maybe, value(true))).named("of-value");
        });
        FlowRun run = flow.run();
        assertThat(run.task("of-null").value()).isEqualTo("got null");
        assertThat(run.task("of-empty").value()).isEqualTo("absent");
        assertThat(run.task("of-value").value()).isEqualTo("there");
    }

    @Test
    void inTheCallersThreadTasksRunInTheOrderOfDefinition() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("order", f -> {
            for (int i = 0; i < 50; i++) {
                String name = "t" + i;
                f.action(() -> order.add(name)).named(name);
            }
        });
        flow.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
        assertThat(order)
                .hasSize(50)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
    }

    @Test
    void theContextSaysWhoAndWhere() {
        Flow flow = Flow.define("context", f -> {
            f.parameter("country", "DE");
            f.task(
                            (TaskRun run) -> run.flowName() + " " + run.taskName() + " " + run.mapIndex() + " "
                                    + run.attempt() + " " + run.parameters() + " " + run.tags(),
                            taskRun())
                    .named("says")
                    .tags("a");
            f.task(() -> TaskRun.current().flowRunId() + "/" + TaskRun.current().taskName())
                    .named("key");
            f.task(() -> TaskRun.current().idempotencyKey()).named("idempotency");
            f.map((Integer i) -> TaskRun.current().traceparent(), each(value(List.of(1, 2))))
                    .named("traced");
        });
        FlowRun run = flow.run(Map.of("country", "IT"));
        assertThat(run.task("says").value()).isEqualTo("context says -1 1 {country=IT} [a]");
        assertThat(run.task("key").value()).isEqualTo(run.id() + "/key");
        assertThat(run.task("idempotency").value()).isEqualTo(run.id() + "/idempotency");
        assertThat(run.task("traced").value())
                .isEqualTo(List.of(
                        TraceIds.traceparent(run.id(), 1, "traced[0]"),
                        TraceIds.traceparent(run.id(), 1, "traced[1]")));
        assertThatThrownBy(TaskRun::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFlowInsideATaskGivesTheContextBack() {
        Flow inner = Flow.define("inner", f -> f.action(RunningTest::nothing));
        Flow outer = Flow.define(
                "outer",
                f -> f.task(() -> {
                            inner.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
                            return TaskRun.current().flowName();
                        })
                        .named("calls"));
        assertThat(outer.run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()))
                        .task("calls")
                        .value())
                .isEqualTo("outer");
    }

    @Test
    void resultsAreLetGoAfterTheirLastUseUnlessKept() {
        Flow flow = Flow.define("kept", f -> {
            Output<Integer> gone = f.task(RunningTest::one).named("gone");
            Output<Integer> kept = f.task(RunningTest::one).named("kept").keep();
            f.task(RunningTest::sum, all(gone, kept)).named("end");
        });
        FlowRun run = flow.run();
        assertThat(run.task("end").value()).isEqualTo(2);
        assertThat(run.task("kept").value()).isEqualTo(1);
        assertThat(run.task("gone").hasValue()).isFalse();
    }
}
