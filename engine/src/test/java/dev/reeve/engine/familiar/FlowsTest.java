package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowDefinitionException;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ParameterException;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows as a whole: how they are defined, named and composed, and what they are run with. */
final class FlowsTest {
    private static int a() {
        return 1;
    }

    private static int b() {
        return 2;
    }

    private static int counted(AtomicInteger calls) {
        return calls.incrementAndGet();
    }

    // 1
    @Test
    void aFlowWithoutANameIsRefused() {
        assertThatThrownBy(() -> Flow.define("", f -> {}))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("name");
    }

    /** Elsewhere found when the flow is run or asked to check itself; here when it is defined. */
    // 2
    @Test
    void aCycleIsRefusedWhenTheFlowIsDefined() {
        assertThat(Seen.mistake(f -> {
                    TaskNode<Integer> first = f.task(FlowsTest::a).named("first");
                    TaskNode<Integer> second = f.task(Bodies::twice, first).named("second");
                    first.after(second);
                }))
                .contains("\"first\" waits for \"second\"");
    }

    // 3
    @Test
    void aTaskThatComesAfterItselfIsRefused() {
        assertThat(Seen.mistake(f -> {
                    TaskNode<Integer> a = f.task(FlowsTest::a);
                    a.after(a);
                }))
                .contains("\"a\" waits for \"a\"");
    }

    /** Inputs of tasks are positions that javac counts; only the parameters of a sub-flow are given by name. */
    // 4
    @Test
    void anInputThatIsGivenTwiceIsRefused() {
        Flow child = Flow.define("child", f -> f.parameter("n", 1));
        assertThat(Seen.mistake(f -> f.subflow(child, with("n", value(1)), with("n", value(2)))))
                .contains("parameter \"n\" of sub-flow \"child\" is given twice");
    }

    // 5
    @Test
    void aConstantIsNoTask() {
        Flow flow = Flow.define("constant", f -> f.task(Bodies::twice, value(5)));
        assertThat(Seen.names(flow)).containsExactly("twice");
        assertThat(flow.run().task("twice").value()).isEqualTo(10);
    }

    /** Elsewhere the tags are part of the name; here they may change without making another task of it. */
    // 6
    @Test
    void tasksOfOneFunctionAreNumberedWhateverTheirTags() {
        Flow flow = Flow.define("names", f -> {
            f.task(FlowsTest::a);
            f.task(FlowsTest::b);
            f.task(FlowsTest::a).tags("tag1");
            f.task(FlowsTest::b);
        });
        assertThat(Seen.names(flow)).containsExactly("a", "b", "a-2", "b-2");
    }

    // 7
    @Test
    void aNumberThatAGivenNameTookIsLeftOut() {
        Flow flow = Flow.define("names", f -> {
            f.task(FlowsTest::b).named("a-3");
            f.task(FlowsTest::a);
            f.task(FlowsTest::a);
            f.task(FlowsTest::a);
        });
        assertThat(Seen.names(flow)).containsExactly("a-3", "a", "a-2", "a-4");
    }

    // 8
    @Test
    void twoFlowsOfTheSameTasksHaveTheSameNames() {
        List<List<String>> names = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            names.add(Seen.names(Flow.define(name, f -> {
                f.task(FlowsTest::a);
                f.map(Bodies::twice, each(f.task(Bodies::upTo, f.task(FlowsTest::a))));
            })));
        }
        assertThat(names.get(0)).isEqualTo(names.get(1)).containsExactly("a", "a-2", "up_to", "twice");
    }

    // 9
    @Test
    void unknownAndMissingParametersAreRefusedBeforeAnythingRuns() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define("parameters", f -> {
            f.parameter("x", Integer.class);
            f.task(FlowsTest::counted, value(calls));
        });
        assertThatThrownBy(() -> flow.run(Map.of("x", 1, "y", 2)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("\"y\"");
        assertThatThrownBy(flow::run).isInstanceOf(ParameterException.class).hasMessageContaining("\"x\"");
        assertThat(calls).hasValue(0);
    }

    private static void plusTwo(FlowBuilder f, Output<Integer> x) {
        f.task(Bodies::plus, x, value(2)).named("plus two");
    }

    private static void minusOne(FlowBuilder f, Output<Integer> x) {
        f.task(Bodies::plus, x, value(-1)).named("minus one");
    }

    /** Elsewhere one flow is put into another; here both are methods that take the builder and what they share. */
    // 10
    @Test
    void partsOfAFlowShareAParameterThatIsDefinedOnce() {
        FlowRun run = Flow.define("merged", f -> {
                    Output<Integer> x = f.parameter("x", Integer.class);
                    plusTwo(f, x);
                    minusOne(f, x);
                })
                .run(Map.of("x", 1));
        assertThat(run.task("plus two").value()).isEqualTo(3);
        assertThat(run.task("minus one").value()).isEqualTo(0);
        assertThat(Seen.mistake(f -> {
                    plusTwo(f, f.parameter("x", 1));
                    minusOne(f, f.parameter("x", 1));
                }))
                .contains("two parameters are named \"x\"");
    }

    /** Elsewhere handlers let the task go on and fail it; here both is for the caller and the task (decision 003). */
    // 18
    @Test
    void aManualTaskIsLetGoOnByTheCallerAndFailsByItself() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.define("manual", f -> {
            f.task(
                            (AtomicInteger count) -> {
                                count.incrementAndGet();
                                throw Signal.fail("always");
                            },
                            value(calls))
                    .named("failing")
                    .retries(2, Duration.ZERO)
                    .trigger(Trigger.MANUAL);
            f.task(Bodies::yes).named("good").trigger(Trigger.MANUAL).onStateChange(change -> {
                throw Signal.fail("from a handler");
            });
        });
        assertThat(flow.run().state().name()).isEqualTo("Paused");
        assertThat(calls).hasValue(0);
        FlowRun run = flow.run(RunOptions.DEFAULT.resume("failing", "good"));
        assertThat(calls).hasValue(3);
        assertThat(Seen.state(run, "failing")).isEqualTo("Failed");
        assertThat(Seen.state(run, "good")).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    private static int writesTooLate(Path file) throws Exception {
        new CountDownLatch(1).await();
        Files.writeString(file, "late");
        return 1;
    }

    // 19
    @Test
    void whatTimedOutDoesNothingAfterwards(@TempDir Path directory) {
        Path file = directory.resolve("late.txt");
        Flow flow = Flow.define(
                "late", f -> f.task(FlowsTest::writesTooLate, value(file)).timeout(Duration.ofMillis(50)));
        FlowRun run = flow.run();
        assertThat(run.task("writes_too_late").state()).isInstanceOf(State.TimedOut.class);
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(file).doesNotExist();
    }

    private static @Nullable String same(@Nullable String text) {
        return text;
    }

    private static String upper(String x) {
        return x.toUpperCase(java.util.Locale.ROOT);
    }

    /** Elsewhere null is never written, so that its task runs again each time; here it is a result as any other. */
    // 20
    @Test
    void everyChildHasItsFileTheOneWhoseResultIsNullToo() throws IOException {
        assertThat(Seen.mistake(f -> f.task(FlowsTest::a).target("{config.backend}.txt")))
                .contains("config.backend");
        try (ResultStore store = ResultStores.memory()) {
            List<@Nullable String> list = Arrays.asList("1", "42", null, "s");
            Flow flow =
                    Flow.define("files", f -> f.map(FlowsTest::same, each(list)).target("local/{map_index}.txt"));
            flow.run(RunOptions.DEFAULT.results(store));
            for (int i = 0; i < 4; i++) {
                assertThat(store.read("targets/local/" + i + ".txt")).isPresent();
            }
            FlowRun again = flow.run(RunOptions.DEFAULT.results(store));
            assertThat(Seen.children(again, "same")).containsExactly("Cached", "Cached", "Cached", "Cached");
            assertThat(again.task("same").value()).isEqualTo(list);
        }
    }

    // 21
    @Test
    void aTemplateNamesIndexInputsAndParameters() throws IOException {
        try (ResultStore store = ResultStores.memory()) {
            Flow flow = Flow.define("files", f -> {
                f.parameter("param", "p");
                f.map(FlowsTest::upper, each(List.of("a", "b"))).target("{map_index}-{x}-{param}.txt");
            });
            flow.run(RunOptions.DEFAULT.results(store));
            assertThat(store.read("targets/0-a-p.txt")).isPresent();
            assertThat(store.read("targets/1-b-p.txt")).isPresent();
        }
    }

    /** Elsewhere a handler may put another state in place of the last one; here it is told of it (decision 003). */
    // 22
    @Test
    void theStateOfTheRunIsThatOfItsReferenceTasksWhateverItsWatcherThinks() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("watched", f -> {
            f.task(Bodies::broken);
            f.referenceTasks(f.task(Bodies::yes));
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.onStateChange(change -> {
            if (change.task().isEmpty()) {
                told.add(change.to().name());
                throw Signal.fail("not good enough");
            }
        }));
        assertThat(told).containsExactly("Running", "Success");
        assertThat(run.state().name()).isEqualTo("Success");
    }
}
