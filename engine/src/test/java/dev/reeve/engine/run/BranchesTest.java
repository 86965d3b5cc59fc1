package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions, and how branches come together again. */
final class BranchesTest {
    private static final int FAILS = -1;
    private static final int SKIPS = 0;

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static RunOptions on(TaskExecutor executor) {
        return RunOptions.DEFAULT.executor(executor);
    }

    private static Output<Integer> number(FlowBuilder f, String name, int n) {
        return f.task(Samples::number, value(n)).named(name);
    }

    private static @Nullable Integer nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void oneOfTwoBranchesRunsAndItsValueGoesOn(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("branch", f -> {
            Output<Boolean> full = f.parameter("full", true);
            Output<Integer> taken = f.branch(full, () -> number(f, "everything", 100), () -> number(f, "increment", 1));
            return f.task(Samples::twice, taken).named("after");
        });
        var yes = flow.run(on(executor));
        assertThat(yes.result()).isEqualTo(200);
        assertThat(States.of(yes))
                .isEqualTo(Map.of(
                        "everything", "Success", "increment", "Skipped", "merge", "Success", "after", "Success"));
        var no = flow.run(on(executor).parameter("full", false));
        assertThat(no.result()).isEqualTo(2);
        assertThat(States.of(no, "everything")).isEqualTo("Skipped");
        assertThat(no.task("everything").state().message()).isEqualTo("condition \"if full\" does not hold");
        assertThat(no.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @CsvSource({"unknown, Skipped", "undecided, Skipped", "broken, TriggerFailed"})
    void aConditionWithoutAValueClosesBothBranchesAndAFailedOneFailsThem(String condition, String expected) {
        Flow flow = Flow.define("branch", f -> {
            Output<Boolean> answer = switch (condition) {
                case "unknown" -> f.task(Samples::unknown);
                case "undecided" -> f.task(Samples::undecided);
                default -> f.task(Samples::broken);
            };
            Output<Integer> taken = f.branch(answer, () -> number(f, "then", 1), () -> number(f, "else", 2));
            f.task(Samples::twice, taken).named("after");
        });
        FlowRun run = flow.run();
        for (String task : List.of("then", "else", "merge", "after")) {
            assertThat(States.of(run, task)).as(task).isEqualTo(expected);
        }
    }

    @Test
    void aSkipInsideTheBranchThatRanSkipsTheMergeAndNeverTakesTheOther() {
        Flow flow = Flow.define("branch", f -> {
            Output<Integer> taken =
                    f.branch(f.task(Samples::yes), () -> number(f, "then", SKIPS), () -> number(f, "else", 2));
            f.task(Samples::show, taken).named("after");
            f.task(Samples::show, taken).named("always").skipOnUpstreamSkip(false);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "merge")).isEqualTo("Skipped");
        assertThat(States.of(run, "after")).isEqualTo("Skipped");
        assertThat(run.task("always").value()).isEqualTo("saw null");
    }

    @Test
    void aFailureInsideTheBranchThatRanFailsWhatComesAfterIt() {
        Flow flow = Flow.define("branch", f -> {
            Output<Integer> taken =
                    f.branch(f.task(Samples::yes), () -> number(f, "then", FAILS), () -> number(f, "else", 2));
            f.task(Samples::show, taken).named("after");
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "merge")).isEqualTo("TriggerFailed");
        assertThat(States.of(run, "after")).isEqualTo("TriggerFailed");
    }

    @Test
    void aBranchMayReturnAnOutputOfOutsideOrAConstant() {
        for (boolean condition : List.of(true, false)) {
            ResultFlow<Integer> flow = Flow.returning("outer", f -> {
                Output<Integer> outer = number(f, "outer", 5);
                Output<Integer> first = f.branch(value(condition), () -> outer, () -> value(1));
                Output<Integer> second = f.branch(value(condition), () -> value(10), () -> outer);
                return f.task(Integer::sum, first, second).named("sum");
            });
            assertThat(flow.run().result()).isEqualTo(15 - (condition ? 0 : 9));
        }
    }

    /** The task outside runs whatever the condition says, so its failure is not one of a branch that was left out. */
    @Test
    void anOutputOfOutsideThatFailedFailsTheMergeEvenIfTheOtherBranchRan() {
        Flow flow = Flow.define("outer", f -> {
            Output<Integer> outer = number(f, "outer", FAILS);
            f.branch(f.task(Samples::yes), () -> number(f, "then", 1), () -> outer);
        });
        assertThat(States.of(flow.run(), "merge")).isEqualTo("TriggerFailed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void branchesNestAndOnlyThePathTakenRuns(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("nested", f -> {
            Output<Boolean> outer = f.parameter("outer", true);
            Output<Boolean> inner = f.parameter("inner", true);
            return f.branch(
                    outer,
                    () -> f.branch(inner, () -> number(f, "yes yes", 1), () -> number(f, "yes no", 2)),
                    () -> f.branch(inner, () -> number(f, "no yes", 3), () -> number(f, "no no", 4)));
        });
        int expected = 1;
        for (boolean outer : new boolean[] {true, false}) {
            for (boolean inner : new boolean[] {true, false}) {
                var run = flow.run(on(executor).parameters(Map.of("outer", outer, "inner", inner)));
                assertThat(run.result()).isEqualTo(expected++);
                assertThat(States.of(run).entrySet().stream()
                                .filter(e -> !e.getKey().startsWith("merge"))
                                .filter(e -> e.getValue().equals("Success")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aConditionInsideABlockThatDoesNotRunIsNotAsked() {
        List<String> asked = new ArrayList<>();
        Flow flow = Flow.define(
                "nested",
                f -> f.onlyIf(f.task(Samples::no), () -> {
                    Output<Boolean> inner = f.task(() -> {
                                asked.add("inner");
                                return true;
                            })
                            .named("inner");
                    f.onlyIf(inner, () -> f.action(() -> asked.add("body")).named("body"));
                }));
        FlowRun run = flow.run();
        assertThat(asked).isEmpty();
        assertThat(States.of(run, "body")).isEqualTo("Skipped");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void chooseRunsTheBlockOfTheValue(TaskExecutor executor) {
        ResultFlow<Integer> flow = Flow.returning("choose", f -> {
            Output<String> kind = f.task(s -> s, f.parameter("kind", "a")).named("kind");
            return f.choose(kind)
                    .<Integer>when("a", () -> number(f, "for a", 1))
                    .when("b", () -> number(f, "for b", 2))
                    .otherwise(() -> value(3));
        });
        assertThat(flow.run(on(executor)).result()).isEqualTo(1);
        assertThat(flow.run(on(executor).parameter("kind", "b")).result()).isEqualTo(2);
        var other = flow.run(on(executor).parameter("kind", "c"));
        assertThat(other.result()).isEqualTo(3);
        assertThat(States.of(other, "for a")).isEqualTo("Skipped");
    }

    @Test
    void chooseOrFailFailsForAnotherValueAndSaysWhichThereAre() {
        Flow flow = Flow.define("choose", f -> {
            Output<String> kind = f.parameter("kind", "c");
            Output<Integer> chosen = f.choose(kind)
                    .<Integer>when("a", () -> number(f, "for a", 1))
                    .when("b", () -> number(f, "for b", 2))
                    .orFail();
            f.task(Samples::show, chosen).named("after");
        });
        FlowRun run = flow.run();
        assertThat(run.task("unexpected_kind").error().orElseThrow().message())
                .startsWith("no case of choose(..) is for the value c; there are cases for [a, b].");
        assertThat(States.of(run, "for a")).isEqualTo("Skipped");
        assertThat(States.of(run, "after")).isEqualTo("TriggerFailed");
        FlowRun known = flow.run(Map.of("kind", "a"));
        assertThat(known.task("after").value()).isEqualTo("saw 1");
        assertThat(States.of(known, "unexpected_kind")).isEqualTo("Skipped");
        assertThat(known.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void mergeTakesTheFirstInTheOrderOfItsArgumentsThatWasNotSkippedBeItNull(TaskExecutor executor) {
        Flow flow = Flow.define("merge", f -> {
            Output<Integer> skipped = number(f, "skipped", SKIPS);
            Output<Integer> two = number(f, "two", 2);
            Output<Integer> one = number(f, "one", 1);
            Output<@Nullable Integer> nothing = f.task(BranchesTest::nothing).named("nothing");
            f.task(Samples::show, f.merge(skipped, two, one)).named("second");
            f.task(Samples::show, f.merge(one, two)).named("first");
            f.task(Samples::show, f.<@Nullable Integer>merge(nothing, two)).named("null");
            f.task(Samples::show, f.merge(skipped, value(9))).named("constant");
        });
        FlowRun run = flow.run(on(executor));
        assertThat(run.task("second").value()).isEqualTo("saw 2");
        assertThat(run.task("first").value()).isEqualTo("saw 1");
        assertThat(run.task("null").value()).isEqualTo("saw null");
        assertThat(run.task("constant").value()).isEqualTo("saw 9");
    }

    @Test
    void mergeIsSkippedIfAllAreAndFailsIfOneFailed() {
        Flow flow = Flow.define("merge", f -> {
            Output<Integer> skipped = number(f, "skipped", SKIPS);
            Output<Integer> alsoSkipped = number(f, "also skipped", SKIPS);
            f.task(Samples::show, f.merge(skipped, alsoSkipped)).named("after skips");
            f.task(Samples::show, f.merge(number(f, "good", 1), number(f, "bad", FAILS)))
                    .named("after failure");
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "merge")).isEqualTo("Skipped");
        assertThat(States.of(run, "after skips")).isEqualTo("Skipped");
        assertThat(States.of(run, "after failure")).isEqualTo("TriggerFailed");
    }

    @Test
    void aPartOfAMergedBranchMayBeMissing() {
        Flow flow = Flow.define("merge", f -> {
            Output<String> text =
                    f.task(Samples::show, number(f, "skipped", SKIPS)).named("text");
            f.task(Samples::show, f.merge(text.get(String::length), number(f, "other", 7)))
                    .named("after");
        });
        assertThat(flow.run().task("after").value()).isEqualTo("saw 7");
    }

    @Test
    void aConditionWhosePartThrowsFailsTheTask() {
        Flow flow = Flow.define("broken", f -> {
            Output<String> text = f.task(Samples::show, value("x")).named("text");
            f.action(() -> {}).named("guarded").onlyIf(text.get(s -> s.charAt(99) == 'x'));
            f.branch(text.get(s -> s.charAt(99) == 'x'), () -> value(1), () -> value(2));
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "guarded")).isEqualTo("TriggerFailed");
        assertThat(run.task("guarded").state().message()).contains("IndexOutOfBoundsException");
        assertThat(States.of(run, "merge")).isEqualTo("TriggerFailed");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void aBranchToOutsideWithABrokenConditionFailsTheMerge() {
        Flow flow = Flow.define("broken", f -> {
            Output<String> text = f.task(Samples::show, value("x")).named("text");
            f.branch(text.get(s -> s.charAt(99) == 'x'), () -> text, () -> text);
        });
        FlowRun run = flow.run();
        assertThat(run.task("merge").error().orElseThrow().message()).contains("99");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void actionsAndMappedTasksAreGuardedAsWell(TaskExecutor executor) {
        List<String> ran = new ArrayList<>();
        Flow flow = Flow.define("guards", f -> {
            Output<Boolean> yes = f.task(Samples::yes);
            Output<Boolean> no = f.task(Samples::no);
            f.action(() -> ran.add("both")).named("both").onlyIf(yes).onlyIf(yes);
            f.action(() -> ran.add("one of two"))
                    .named("one of two")
                    .onlyIf(yes)
                    .onlyIf(no);
            f.map(Samples::twice, each(List.of(1, 2))).named("mapped").onlyIf(yes);
            f.map(Samples::twice, each(List.of(1, 2))).named("not mapped").onlyIf(no);
            f.forEach(n -> ran.add("never"), each(List.of(1))).named("for each").onlyIf(no);
        });
        FlowRun run = flow.run(on(executor));
        assertThat(ran).containsExactly("both");
        assertThat(States.of(run, "one of two")).isEqualTo("Skipped");
        assertThat(run.task("mapped").value()).isEqualTo(List.of(2, 4));
        assertThat(States.of(run, "not mapped")).isEqualTo("Skipped");
        assertThat(run.task("not mapped").children()).isEmpty();
        assertThat(States.of(run, "for each")).isEqualTo("Skipped");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void aBranchMayEndInAMappedTask() {
        for (boolean condition : List.of(true, false)) {
            Flow flow = Flow.define("mapped", f -> {
                Output<List<Integer>> taken = f.branch(
                        value(condition),
                        () -> f.map(Samples::twice, each(List.of(1, 2))).named("then"),
                        () -> f.map(Samples::twice, each(List.of(3))).named("else"));
                f.map(Samples::show, each(taken)).named("after");
            });
            assertThat(flow.run().task("after").value())
                    .isEqualTo(condition ? List.of("saw 2", "saw 4") : List.of("saw 6"));
        }
    }

    /** A condition is no upstream for a trigger while it can be told: it says whether, not after what. */
    @Test
    void aConditionCountsForATriggerOnlyInTrouble() {
        Flow flow = Flow.define("triggers", f -> {
            Output<Boolean> yes = f.task(Samples::yes);
            Output<Boolean> broken = f.task(Samples::broken);
            Output<Integer> bad = number(f, "bad", FAILS);
            Output<Integer> good = number(f, "good", 1);
            f.task(Samples::show, bad)
                    .named("all failed")
                    .trigger(Trigger.ALL_FAILED)
                    .onlyIf(yes);
            f.task(Samples::show, good)
                    .named("none failed")
                    .trigger(Trigger.ANY_FAILED)
                    .onlyIf(yes);
            f.task(Samples::show, good)
                    .named("cannot be told")
                    .trigger(Trigger.ANY_FAILED)
                    .onlyIf(broken);
            f.task(Samples::show, good).named("default").onlyIf(broken);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "all failed")).isEqualTo("Success");
        assertThat(States.of(run, "none failed")).isEqualTo("TriggerFailed");
        assertThat(States.of(run, "cannot be told")).isEqualTo("TriggerFailed");
        assertThat(States.of(run, "default")).isEqualTo("TriggerFailed");
    }

    @Test
    void inABlockThatDoesNotRunATriggerThatAsksForAFailureIsNotMissed() {
        Flow flow = Flow.define("closed", f -> {
            Output<Integer> good = number(f, "good", 1);
            Output<Integer> bad = number(f, "bad", FAILS);
            Output<Boolean> no = f.task(Samples::no);
            f.task(Samples::show, good)
                    .named("alert")
                    .trigger(Trigger.ANY_FAILED)
                    .onlyIf(no);
            f.map(Samples::both, each(List.of(1)), good)
                    .named("alerts")
                    .trigger(Trigger.ANY_FAILED)
                    .onlyIf(no);
            f.task(Samples::show, bad).named("hides nothing").onlyIf(no);
            f.task(Samples::show, bad)
                    .named("cleans up")
                    .trigger(Trigger.ALL_FINISHED)
                    .onlyIf(no);
            f.map(Samples::both, each(List.of(1)), bad).named("hides no child").onlyIf(no);
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "alert")).isEqualTo("Skipped");
        assertThat(States.of(run, "alerts")).isEqualTo("Skipped");
        assertThat(States.of(run, "hides nothing")).isEqualTo("TriggerFailed");
        assertThat(States.of(run, "cleans up")).isEqualTo("Skipped");
        assertThat(States.of(run, "hides no child")).isEqualTo("TriggerFailed");
    }

    @Test
    void aManualTaskInABlockThatDoesNotRunAsksNobody() {
        Flow flow = Flow.define(
                "closed",
                f -> f.action(() -> {}).named("publish").trigger(Trigger.MANUAL).onlyIf(f.task(Samples::no)));
        FlowRun run = flow.run();
        assertThat(States.of(run, "publish")).isEqualTo("Skipped");
        assertThat(run.state().name()).isEqualTo("Success");
    }
}
