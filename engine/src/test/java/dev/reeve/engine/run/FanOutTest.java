package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowDefinitionException;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.engine.render.Drawing;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks that are run once for each element. */
final class FanOutTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static int plus(int a, int b) {
        return a + b;
    }

    private static boolean even(int n) {
        return n % 2 == 0;
    }

    private static int failsAtTwo(int n) {
        if (n == 2) {
            throw new IllegalStateException("two");
        }
        return n;
    }

    private static int skipsAtTwo(int n) {
        if (n == 2) {
            throw Signal.skip("two");
        }
        return n;
    }

    private static Loop<Integer, Integer> collatz(int n) {
        return n == 1 ? Loop.done(1) : Loop.again(n % 2 == 0 ? n / 2 : 3 * n + 1);
    }

    private static Output<List<Integer>> upTo(dev.reeve.FlowBuilder f, int n) {
        return f.task(Samples::upTo, value(n)).named("up to " + n);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theBlockRunsForEachElementAndItsListComesInOrder(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("fan", f -> {
            Output<List<Integer>> doubled =
                    f.fanOut(upTo(f, 5), n -> f.task(Samples::twice, f.task(Samples::twice, n)));
            return f.task(Samples::sum, doubled);
        });
        var run = flow.run(RunOptions.DEFAULT.executor(executor));
        int sum = Samples.upTo(5).stream().mapToInt(n -> 4 * n).sum();
        assertThat(run.result()).isEqualTo(sum);
        assertThat(run.task("fan_out").children()).hasSize(Samples.upTo(5).size());
        assertThat(run.task("fan_out")
                        .children()
                        .getFirst()
                        .flowRun()
                        .orElseThrow()
                        .graph()
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theBlockTakesWhatIsAroundIt(TaskExecutor executor) {
        ResultFlow<List<Integer>> flow = Flow.returning("around", f -> {
            Output<Integer> ten = f.task(Samples::number, value(10)).named("ten");
            Output<Integer> hundred = f.parameter("hundred", 100);
            return f.fanOut(upTo(f, 3), n -> f.task(FanOutTest::plus, f.task(FanOutTest::plus, n, ten), hundred));
        });
        assertThat(flow.run(RunOptions.DEFAULT.executor(executor)).result())
                .isEqualTo(Samples.upTo(3).stream().map(n -> n + 110).toList());
    }

    @ParameterizedTest
    @MethodSource("executors")
    void blocksMayHoldBranchesLoopsMapsAndOtherBlocks(TaskExecutor executor) {
        ResultFlow<List<Integer>> flow = Flow.returning(
                "all kinds",
                f -> f.fanOut(upTo(f, 3), n -> {
                    Output<Integer> chosen = f.branch(
                            f.task(FanOutTest::even, n),
                            () -> f.loop(FanOutTest::collatz, n),
                            () -> f.task(Samples::twice, n).named("odd"));
                    Output<List<Integer>> inner = f.fanOut(
                            upTo(f, 2), m -> f.task(FanOutTest::plus, m, chosen).named("inner"));
                    Output<List<Integer>> mapped =
                            f.map(Samples::twice, each(inner)).named("mapped");
                    return f.task(Samples::sum, mapped);
                }));
        List<Integer> expected = Samples.upTo(3).stream()
                .map(n -> n % 2 == 0 ? 1 : 2 * n)
                .map(chosen ->
                        Samples.upTo(2).stream().mapToInt(m -> 2 * (m + chosen)).sum())
                .toList();
        assertThat(flow.run(RunOptions.DEFAULT.executor(executor)).result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anElementWhoseBlockFailsFailsAndTheOthersGoOn(TaskExecutor executor) {
        FlowRun run = Flow.define("fails", f -> f.fanOut(upTo(f, 4), n -> f.task(FanOutTest::failsAtTwo, n)))
                .run(RunOptions.DEFAULT.executor(executor));
        List<String> expected =
                Samples.upTo(4).stream().map(n -> n == 2 ? "Failed" : "Success").toList();
        assertThat(States.children(run, "fan_out")).isEqualTo(expected);
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void anElementWhoseBlockSkipsIsLeftOut() {
        ResultFlow<List<Integer>> flow =
                Flow.returning("skips", f -> f.fanOut(upTo(f, 4), n -> f.task(FanOutTest::skipsAtTwo, n)));
        var run = flow.run();
        assertThat(run.result())
                .isEqualTo(Samples.upTo(4).stream().filter(n -> n != 2).toList());
    }

    @Test
    void anEmptyListRunsNothing() {
        ResultFlow<List<Integer>> flow =
                Flow.returning("empty", f -> f.fanOut(f.task(Samples::emptyList), n -> f.task(Samples::twice, n)));
        assertThat(flow.run().result()).isEmpty();
    }

    @Test
    void aThousandElementsRun() {
        List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
        ResultFlow<Integer> flow = Flow.returning(
                "many",
                f -> f.task(
                        Samples::sum,
                        f.fanOut(f.task(() -> numbers).named("numbers"), n -> f.task(Samples::twice, n))));
        assertThat(flow.run().result()).isEqualTo(999_000);
    }

    @Test
    void theElementItselfMayBeWhatTheBlockYields() {
        ResultFlow<List<Integer>> flow = Flow.returning("same", f -> f.fanOut(upTo(f, 3), n -> n));
        assertThat(flow.run().result()).isEqualTo(Samples.upTo(3));
    }

    @Test
    void whatIsInABlockCannotBeUsedOutside() {
        assertThatThrownBy(() -> Flow.define("leaks", f -> {
                    List<TaskNode<Integer>> leaked = new ArrayList<>();
                    List<Output<Integer>> elements = new ArrayList<>();
                    f.fanOut(upTo(f, 3), n -> {
                        leaked.add(f.task(Samples::twice, n).named("inside"));
                        elements.add(n);
                        return leaked.getFirst();
                    });
                    f.task(Samples::twice, leaked.getFirst()).named("outside");
                    f.task(Samples::twice, elements.getFirst()).named("outside too");
                    f.referenceTasks(leaked.getFirst());
                }))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("3 mistakes")
                .hasMessageContaining(
                        "task \"outside\": an input names \"inside\", which is in the block of \"fan_out\"")
                .hasMessageContaining("task \"outside too\": it uses the element of \"fan_out\" outside of that block")
                .hasMessageContaining("referenceTasks(..) names \"inside\"");
    }

    @Test
    void aTaskInABlockIsAskedForThroughItsElement() {
        List<TaskNode<Integer>> inside = new ArrayList<>();
        FlowRun run = Flow.define(
                        "asked",
                        f -> f.fanOut(upTo(f, 3), n -> {
                            inside.add(f.task(Samples::twice, n));
                            return inside.getFirst();
                        }))
                .run();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.task(inside.getFirst()))
                .withMessageContaining("runs once for each element");
    }

    @Test
    void theDrawingShowsTheBlockAmongTheOtherTasks() {
        Flow flow = Flow.define(
                "drawn", f -> f.task(Samples::sum, f.fanOut(upTo(f, 3), n -> f.task(FanOutTest::failsAtTwo, n))));
        assertThat(Drawing.of(flow.graph()).mermaid()).contains("fails_at_two").contains("fan_out");
        FlowRun run = flow.run();
        String drawn = Drawing.of(flow.graph()).with(run.view()).mermaid();
        assertThat(drawn).contains("1 Failed, 2 Success");
    }
}
