package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskNode;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that was made with a part of its inputs missing never stands for one of whole inputs, nor the reverse. */
final class LackingInputsTest {
    private static final Set<Integer> BROKEN = ConcurrentHashMap.newKeySet();

    /** How a task's result is found again. */
    private record Kept(String name, Consumer<TaskNode<?>> how) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Kept> kept() {
        return List.of(
                new Kept("cache", node -> node.cacheFor(Duration.ofDays(1))),
                new Kept(
                        "cache by chosen inputs",
                        node -> node.cacheFor(Duration.ofDays(1)).cachedBy(CacheKey.inputs("input"))),
                new Kept("target", node -> node.target("kept/{task_name}")));
    }

    private final ResultStore store = ResultStores.memory();
    private TaskExecutor executor = TaskExecutors.threads(2);

    @BeforeEach
    void mend() {
        BROKEN.clear();
    }

    static int fetch(int n) {
        if (BROKEN.contains(n)) {
            throw new IllegalStateException(n + " is broken");
        }
        return n;
    }

    static String told(@Nullable Object input) {
        return "made of " + input;
    }

    static String again(String input) {
        return "again " + input;
    }

    private static boolean yes(boolean yes) {
        return yes;
    }

    private static Output<List<Integer>> fetched(FlowBuilder f) {
        return f.map(LackingInputsTest::fetch, each(value(List.of(1, 2, 3))));
    }

    private FlowRun run(Flow flow, int... broken) {
        return run(flow, RunOptions.DEFAULT, broken);
    }

    private FlowRun run(Flow flow, RunOptions options, int... broken) {
        BROKEN.clear();
        for (int n : broken) {
            BROKEN.add(n);
        }
        return flow.run(options.results(store).executor(executor));
    }

    private static String outcome(FlowRun run, String task) {
        return run.task(task).state().name() + ": " + run.task(task).value();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aListThatLackedAChildIsAnotherInputThanTheWholeOne(Kept kept) {
        Flow flow = Flow.define(
                "partial",
                f -> kept.how()
                        .accept(f.task(LackingInputsTest::told, fetched(f))
                                .trigger(Trigger.ALL_FINISHED)
                                .keep()));
        assertThat(outcome(run(flow, 2), "told")).isEqualTo("Success: made of [1, 3]");
        assertThat(outcome(run(flow), "told")).isEqualTo("Success: made of [1, 2, 3]");
        assertThat(outcome(run(flow), "told")).isEqualTo("Cached: made of [1, 2, 3]");
        assertThat(outcome(run(flow, 3), "told")).isEqualTo("Success: made of [1, 2]");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatIsMadeOfALackingResultIsAnotherToo(Kept kept) {
        Flow flow = Flow.define("downstream", f -> {
            Output<String> told = f.task(LackingInputsTest::told, fetched(f)).trigger(Trigger.ALL_FINISHED);
            kept.how().accept(f.task(LackingInputsTest::again, told).keep());
        });
        assertThat(outcome(run(flow, 2), "again")).isEqualTo("Success: again made of [1, 3]");
        assertThat(outcome(run(flow), "again")).isEqualTo("Success: again made of [1, 2, 3]");
        assertThat(outcome(run(flow), "again")).isEqualTo("Cached: again made of [1, 2, 3]");
    }

    @Test
    void whatLackedTheSameIsTheSame() {
        Flow flow = Flow.define(
                "same",
                f -> f.task(LackingInputsTest::told, fetched(f))
                        .trigger(Trigger.ALL_FINISHED)
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        assertThat(outcome(run(flow, 2), "told")).isEqualTo("Success: made of [1, 3]");
        assertThat(outcome(run(flow, 2), "told")).isEqualTo("Cached: made of [1, 3]");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void anInputThatIsSkippedIsAnotherThanOneThatIsThere(Kept kept) {
        Flow flow = Flow.define("skipped", f -> {
            Output<Boolean> wanted =
                    f.task(LackingInputsTest::yes, f.parameter("wanted", false)).named("wanted");
            Output<Integer> one =
                    f.task(LackingInputsTest::fetch, value(1)).named("one").onlyIf(wanted);
            kept.how()
                    .accept(f.task(LackingInputsTest::told, one)
                            .skipOnUpstreamSkip(false)
                            .keep());
        });
        assertThat(outcome(run(flow), "told")).isEqualTo("Success: made of null");
        RunOptions wanted = RunOptions.DEFAULT.parameter("wanted", true);
        assertThat(outcome(run(flow, wanted), "told")).isEqualTo("Success: made of 1");
        assertThat(outcome(run(flow, wanted), "told")).isEqualTo("Cached: made of 1");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatAMergeTookTellsItsResultsApart(Kept kept) {
        Flow flow = Flow.define("merged", f -> {
            Output<Boolean> first =
                    f.task(LackingInputsTest::yes, f.parameter("first", true)).named("first");
            Output<Integer> one =
                    f.task(LackingInputsTest::fetch, value(1)).named("one").onlyIf(first);
            Output<Integer> two = f.task(LackingInputsTest::fetch, value(2)).named("two");
            kept.how().accept(f.task(LackingInputsTest::told, f.merge(one, two)).keep());
        });
        RunOptions second = RunOptions.DEFAULT.parameter("first", false);
        assertThat(outcome(run(flow), "told")).isEqualTo("Success: made of 1");
        assertThat(outcome(run(flow, second), "told")).isEqualTo("Success: made of 2");
        assertThat(outcome(run(flow, second), "told")).isEqualTo("Cached: made of 2");
    }

    @Test
    void whatLackedInASubFlowIsLackingForWhatComesAfterIt() {
        ResultFlow<String> inner = Flow.returning("inner", f -> {
            TaskNode<String> told = f.task(LackingInputsTest::told, fetched(f)).trigger(Trigger.ALL_FINISHED);
            f.referenceTasks(told);
            return told;
        });
        Flow flow = Flow.define(
                "outer",
                f -> f.task(LackingInputsTest::again, f.subflow(inner))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        assertThat(outcome(run(flow, 2), "again")).isEqualTo("Success: again made of [1, 3]");
        assertThat(outcome(run(flow), "again")).isEqualTo("Success: again made of [1, 2, 3]");
        assertThat(outcome(run(flow, 2), "again")).isEqualTo("Cached: again made of [1, 3]");
    }

    @Test
    void childrenWhoseOwnInputsAreWholeAreFoundAgainWhateverTheirSiblingsLack() {
        Flow flow = Flow.define(
                "aligned",
                f -> f.map(LackingInputsTest::told, each(fetched(f)))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        run(flow, 2);
        FlowRun whole = run(flow);
        assertThat(whole.task("told").children())
                .extracting(child -> child.state().name())
                .containsExactly("Cached", "Success", "Cached");
    }

    @Test
    void theSameHoldsInTheCallersThread() {
        executor = TaskExecutors.inThread();
        aListThatLackedAChildIsAnotherInputThanTheWholeOne(kept().getFirst());
    }

    @Test
    void aResumedRunDoesNotTakeWhatItsFirstPartMadeOfLess(@TempDir Path directory) {
        Flow flow = Flow.define("resumed", f -> {
            Output<String> told = f.task(LackingInputsTest::told, fetched(f))
                    .trigger(Trigger.ALL_FINISHED)
                    .cacheFor(Duration.ofDays(1));
            f.task(LackingInputsTest::again, told).cacheFor(Duration.ofDays(1)).keep();
            f.referenceTasks(told);
        });
        RunOptions recorded = RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
        BROKEN.add(2);
        FlowRun first = flow.run(recorded);
        assertThat(outcome(first, "again")).isEqualTo("Success: again made of [1, 3]");
        BROKEN.clear();
        FlowRun resumed = flow.resume(first.id(), recorded);
        assertThat(resumed.task("again").value()).isEqualTo("again made of [1, 2, 3]");
    }
}
