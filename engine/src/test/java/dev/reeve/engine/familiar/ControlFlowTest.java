package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches, merges, resources and blocks that are run for each element. */
final class ControlFlowTest {
    private static @Nullable String nothing() {
        return null;
    }

    private static String word(String word) {
        return word;
    }

    /** Elsewhere whatever is truthy; here a Boolean, or what a task or {@code is(..)} makes of the value. */
    // 83
    @ParameterizedTest
    @CsvSource({"true, Success, Skipped", "false, Skipped, Success"})
    void oneBranchRunsAndTheOtherIsSkipped(boolean condition, String first, String second) {
        Flow flow = Flow.define("branch", f -> {
            Parameter<Boolean> full = f.parameter("full", true);
            f.branch(
                    full,
                    () -> f.task(ControlFlowTest::word, value("then")).named("then"),
                    () -> f.task(ControlFlowTest::word, value("else")).named("else"));
        });
        FlowRun run = flow.run(Map.of("full", condition));
        assertThat(Seen.state(run, "then")).isEqualTo(first);
        assertThat(Seen.state(run, "else")).isEqualTo(second);
        assertThat(run.state().name()).isEqualTo("Success");
        Flow half = Flow.define("half", f -> f.onlyIf(f.parameter("full", true), () -> f.task(Bodies::yes)));
        assertThat(Seen.names(half)).containsExactly("yes"); // no task asks for the condition
    }

    // 84
    @Test
    void theMergeIsWhatTheBranchThatRanYieldsAndSkippedIfAllAre() {
        Flow flow = Flow.define("diamond", f -> {
            Parameter<String> kind = f.parameter("kind", "a");
            Output<String> a =
                    f.task(ControlFlowTest::word, value("from a")).named("a").onlyIf(kind.is("a"));
            Output<String> b =
                    f.task(ControlFlowTest::word, value("from b")).named("b").onlyIf(kind.is("b"));
            f.task(Bodies::show, f.merge(a, b)).named("after");
        });
        FlowRun b = flow.run(Map.of("kind", "b"));
        assertThat(b.task("after").value()).isEqualTo("saw from b");
        FlowRun none = flow.run(Map.of("kind", "c"));
        assertThat(none.tasks())
                .allSatisfy(task -> assertThat(task.state().name()).isEqualTo("Skipped"));
        assertThat(none.state().name()).isEqualTo("Success");
    }

    /** Elsewhere the first by name that is not null; here the first that was not skipped, and null is a value. */
    // 85
    @Test
    void theMergeOfTwoThatRanIsTheFirstAsTheyAreWritten() {
        ResultFlow<@Nullable String> flow = Flow.returning("both", f -> {
            Output<String> tenth = f.task(ControlFlowTest::word, value("tenth")).named("task_10");
            Output<String> second =
                    f.task(ControlFlowTest::word, value("second")).named("task_2");
            f.task(Bodies::show, f.merge(second, tenth)).named("merged");
            return f.branch(
                    f.parameter("full", true),
                    () -> f.task(ControlFlowTest::nothing),
                    () -> f.task(ControlFlowTest::word, value("else")).named("else"));
        });
        var run = flow.run();
        assertThat(run.task("merged").value()).isEqualTo("saw second");
        assertThat(run.result()).isNull();
    }

    // 86
    @Test
    void aChoiceForEachElementYieldsThemInOrder() {
        ResultFlow<List<String>> flow = Flow.returning("letters", f -> {
            Output<List<String>> letters =
                    f.parameter("letters", new TypeRef<List<String>>() {}, List.of("a", "b", "c"));
            return f.fanOut(
                    letters,
                    letter -> f.choose(letter)
                            .when(
                                    "a",
                                    () -> f.task(ControlFlowTest::word, value("a"))
                                            .named("a"))
                            .when(
                                    "b",
                                    () -> f.task(ControlFlowTest::word, value("b"))
                                            .named("b"))
                            .otherwise(
                                    () -> f.task(ControlFlowTest::word, letter).named("other")));
        });
        assertThat(flow.run().result()).containsExactly("a", "b", "c");
    }

    /** Elsewhere only the first tasks of a block ask for the condition; here all do, so no trigger gets around it. */
    // 87
    @Test
    void aBlockWhoseConditionDoesNotHoldIsSkippedAsAWhole() {
        Flow flow = Flow.define("block", f -> {
            Parameter<String> kind = f.parameter("kind", "a");
            Output<String> out = f.choose(kind)
                    .when("a", () -> chain(f, "a"))
                    .when("b", () -> chain(f, "b"))
                    .otherwise(() -> chain(f, "other"));
            f.task(Bodies::show, out).named("after");
            f.onlyIf(kind.is("z"), () -> {
                Output<Integer> first = f.task(Bodies::number, value(1)).named("first");
                f.task(Bodies::twice, first).named("second").skipOnUpstreamSkip(false);
            });
        });
        FlowRun run = flow.run(Map.of("kind", "b"));
        assertThat(run.task("after").value()).isEqualTo("saw saw b");
        for (String task : List.of("a 1", "a 2", "other 1", "other 2", "first", "second")) {
            assertThat(Seen.state(run, task)).as(task).isEqualTo("Skipped");
        }
        assertThat(flow.graph().node("second").orElseThrow().guards()).hasSize(1);
    }

    private static Output<String> chain(FlowBuilder f, String name) {
        return f.task(Bodies::show, f.task(ControlFlowTest::word, value(name)).named(name + " 1"))
                .named(name + " 2");
    }

    private record Pool(String broken, List<String> log) {
        String open() {
            return done("open");
        }

        String use(String connection) {
            return done("use");
        }

        void close(String connection) {
            done("close");
        }

        private String done(String what) {
            log.add(what);
            if (what.equals(broken)) {
                throw new IllegalStateException(what);
            }
            return what;
        }
    }

    /** Elsewhere opening has two steps, and a failure to close is no failure of the flow; here it is one. */
    // 88
    @ParameterizedTest
    @CsvSource({
        "nothing, open use close, Success, Success",
        "open, open, Skipped, Failed",
        "use, open use close, Success, Failed",
        "close, open use close, Failed, Failed"
    })
    void aResourceIsClosedWheneverItWasOpened(String broken, String log, String closed, String ended) {
        Pool pool = new Pool(broken, new CopyOnWriteArrayList<>());
        FlowRun run = Flow.define(
                        "resource",
                        f -> f.resource(pool::open).closeWith(pool::close).use(c -> f.task(pool::use, c)))
                .run();
        assertThat(String.join(" ", pool.log())).isEqualTo(log);
        assertThat(Seen.state(run, "close")).isEqualTo(closed);
        assertThat(run.state().name()).isEqualTo(ended);
    }

    record Two(int first, int second) {}

    private static List<Two> pairs(List<Integer> first, List<Integer> second) {
        return Bodies.upTo(Math.min(first.size(), second.size())).stream()
                .map(i -> new Two(first.get(i), second.get(i)))
                .toList();
    }

    /** Elsewhere several lists are zipped and blocks do not nest; here a block has one list, and may hold others. */
    // 90
    @Test
    void aBlockIsRunForEachElementAndMayHoldAnother() {
        Flow flow = Flow.define("blocks", f -> {
            Output<List<Integer>> three = f.task(Bodies::upTo, value(3));
            Output<List<Integer>> many = f.task(Bodies::upTo, value(297));
            Output<List<Two>> pairs = f.task(ControlFlowTest::pairs, three, many);
            f.fanOut(pairs, pair -> f.task(Bodies::plus, pair.get(Two::first), pair.get(Two::second)))
                    .named("sums");
            f.fanOut(three, n -> f.fanOut(three, m -> f.task(Bodies::plus, n, m)))
                    .named("table");
        });
        FlowRun run = flow.run();
        assertThat(run.task("sums").value()).isEqualTo(List.of(0, 2, 4));
        assertThat(run.task("table").value()).isEqualTo(List.of(List.of(0, 1, 2), List.of(1, 2, 3), List.of(2, 3, 4)));
    }
}
