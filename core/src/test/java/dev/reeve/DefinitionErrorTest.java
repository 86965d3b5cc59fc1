package dev.reeve;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static dev.reeve.Refusal.refused;
import static dev.reeve.Refusal.refusedAnywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the definition of a flow can refuse. */
class DefinitionErrorTest {
    static String opaque(Object o) {
        return String.valueOf(o);
    }

    static String hi(String s) {
        return s;
    }

    static void shout(String s) {}

    static Loop<Integer, Integer> poll(Integer n) {
        return Loop.done(n);
    }

    static ResultFlow<String> plan() {
        return Flow.returning("inner", f -> f.task(DefinitionErrorTest::hi, value("x")));
    }

    static Output<String> handle() {
        return value("x");
    }

    @Test
    void mappingWithoutEachIsRefused() {
        refused(
                f -> f.map(DefinitionErrorTest::opaque, value(List.of(1))),
                "opaque",
                "none of its inputs is each(..)",
                "f.task");
    }

    @Test
    void aFunctionThatReturnsALoopIsNoTask() {
        refused(f -> f.task(DefinitionErrorTest::poll, value(1)), "poll", "returns a Loop", "f.loop");
    }

    @Test
    void aChoiceWithoutEndIsRefused() {
        refusedAnywhere(
                f -> f.choose(f.parameter("kind", "a")).when("a", () -> f.task(DefinitionErrorTest::hi, value("x"))),
                "has cases and no end",
                ".otherwise(..), or with .orFail()");
    }

    @Test
    void aFunctionThatReturnsAFlowIsNoTask() {
        refused(f -> f.task(DefinitionErrorTest::plan), "plan", "returns a flow", "f.dynamic");
    }

    @Test
    void anAssetHasOneNameInAllRuns() {
        refused(
                f -> f.task(DefinitionErrorTest::hi, value("x")).produces("sales-{today}"),
                "hi",
                "looks like a template",
                "data interval");
        refused(f -> f.task(DefinitionErrorTest::hi, value("x")).reads(" "), "hi", "names no asset", "300");
        refused(f -> f.task(DefinitionErrorTest::hi, value("x")).reads("a\nb"), "hi", "cannot be shown", "others");
    }

    @Test
    void aFunctionThatReturnsAHandleIsNoTask() {
        refused(f -> f.task(DefinitionErrorTest::handle), "handle", "returns a handle", "plain method");
    }

    @Test
    void anOutputInsideAConstantIsRefused() {
        refused(
                f -> f.task(DefinitionErrorTest::opaque, value(f.parameter("x", 1))),
                "opaque",
                "input 1 (o) is value(..) of \u27e6x\u27e7",
                "Pass the output itself");
    }

    @Test
    void outputsInsideACollectionAreRefused() {
        refused(
                f -> f.task(DefinitionErrorTest::opaque, value(List.of(f.parameter("x", 1)))),
                "opaque",
                "collection of outputs",
                "all(..)");
    }

    @Test
    void aStringBuiltFromAnOutputIsRefused() {
        refused(
                f -> f.task(DefinitionErrorTest::hi, value("s3://" + f.parameter("bucket", "b"))),
                "hi",
                "built from an output",
                "inside a task");
        refused(
                f -> f.task(DefinitionErrorTest::hi, value("x")).named("copy-" + f.parameter("bucket", "b")),
                "copy-\u27e6bucket\u27e7",
                "built from an output",
                "A name has");
    }

    @Test
    void aLambdaThatCapturesAHandleIsRefused() {
        refused(
                f -> {
                    Parameter<String> p = f.parameter("p", "x");
                    f.task(() -> p.toString()).named("n");
                },
                "n",
                "carries \u27e6p\u27e7 along",
                "Make it an input");
        refused(f -> f.task(() -> f.hashCode()).named("n"), "n", "carries the builder along", "Make it an input");
        refused(
                f -> {
                    List<Output<String>> outputs = new ArrayList<>(List.of(f.parameter("p", "x")));
                    f.task(() -> outputs.size()).named("n");
                },
                "n",
                "carries \u27e6p\u27e7 along",
                "Make it an input");
    }

    @Test
    void aPartTakenWithTheHelpOfAHandleIsRefused() {
        refused(
                f -> {
                    Parameter<String> p = f.parameter("p", "x");
                    f.task(DefinitionErrorTest::opaque, p.get(text -> text + p));
                },
                "opaque",
                "input 1 (o) is a part taken by a function that carries \u27e6p\u27e7 along",
                "inside a task");
    }

    @Test
    void anotherThreadCannotAddToTheFlow() {
        assertThatThrownBy(() -> Flow.define(
                        "d",
                        f -> CompletableFuture.runAsync(() -> f.task(DefinitionErrorTest::hi, value("x")))
                                .join()))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Define a flow in one thread");
    }

    @Test
    void aLongCycleIsCutShort() {
        refused(
                f -> {
                    TaskNode<String> first = f.task(DefinitionErrorTest::hi, value("x"));
                    TaskNode<String> last = first;
                    for (int i = 0; i < 1000; i++) {
                        last = f.task(DefinitionErrorTest::hi, last);
                    }
                    first.after(last);
                },
                "",
                "and so on, 1001 tasks in all.",
                "after(..)");
    }

    record Holding(Output<String> output) implements Task0<String> {
        @Override
        public String call() {
            return output.toString();
        }
    }

    @Test
    void aTaskObjectThatHoldsAHandleIsRefused() {
        refused(
                f -> f.task(new Holding(f.parameter("p", "x"))),
                "holding",
                "carries \u27e6p\u27e7",
                "Make it an input");
    }

    @Test
    void aHandleComparedWithAValueIsRefusedAtOnce() {
        assertThatThrownBy(() -> Flow.define("d", f -> {
                    if (f.parameter("p", "x").equals((Object) "x")) {
                        f.task(DefinitionErrorTest::hi, value("y"));
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\u27e6p\u27e7 is a handle")
                .hasMessageContaining(".is(..)");
    }

    @Test
    void aGenericDefaultNeedsAType() {
        refused(f -> f.parameter("p", List.of("x")), "", "does not tell the type of its elements", "TypeRef");
    }

    @Test
    void anOptionAfterTheDefinitionIsRefused() {
        List<TaskNode<String>> leaked = new ArrayList<>();
        Flow.define("d", f -> leaked.add(f.task(DefinitionErrorTest::hi, value("x"))));

        assertThatThrownBy(() -> leaked.getFirst().retries(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Flow \"d\" is already defined, so .retries(..) comes too late");
    }

    @Test
    void theBuilderIsOfNoUseAfterTheDefinition() {
        List<FlowBuilder> leaked = new ArrayList<>();
        Flow.define("d", leaked::add);

        assertThatThrownBy(() -> leaked.getFirst().task(DefinitionErrorTest::hi, value("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("comes too late");
        assertThatThrownBy(() -> leaked.getFirst().parameter("p", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCycleIsNamedInTheOrderOfWaiting() {
        refused(
                f -> {
                    TaskNode<String> a =
                            f.task(DefinitionErrorTest::hi, value("x")).named("a");
                    TaskNode<String> b = f.task(DefinitionErrorTest::hi, a).named("b");
                    TaskNode<String> c = f.task(DefinitionErrorTest::hi, b).named("c");
                    a.after(c);
                },
                "",
                "\"a\" waits for \"c\", \"c\" waits for \"b\", \"b\" waits for \"a\"",
                "after(..)");
    }

    @Test
    void aTaskCannotComeAfterItself() {
        refused(
                f -> {
                    TaskNode<String> a = f.task(DefinitionErrorTest::hi, value("x"));
                    a.after(a);
                },
                "",
                "\"hi\" waits for \"hi\"",
                "after(..)");
    }

    @Test
    void anOutputOfAnotherFlowIsRefused() {
        List<TaskNode<String>> leaked = new ArrayList<>();
        List<Parameter<String>> parameters = new ArrayList<>();
        Flow.define("hourly-etl", f -> {
            leaked.add(f.task(DefinitionErrorTest::hi, value("x")).named("extract"));
            parameters.add(f.parameter("p", "x"));
        });

        refused(
                f -> f.task(DefinitionErrorTest::hi, leaked.getFirst()).named("clean"),
                "clean",
                "input 1 (s) comes from task \"extract\" of flow \"hourly-etl\".",
                "Tasks can only be wired inside one Flow.define(...). Define \"extract\" again in this flow.");
        refused(
                f -> f.task(DefinitionErrorTest::hi, parameters.getFirst()),
                "hi",
                "comes from parameter \"p\" of flow \"hourly-etl\"",
                "Flow.define");
        refused(
                f -> f.action(DefinitionErrorTest::shout, value("x")).after(leaked.getFirst()),
                "shout",
                "after(..) comes from task \"extract\"",
                "Flow.define");
        refused(f -> f.referenceTasks(leaked.getFirst()), "", "referenceTasks(..) comes from", "Flow.define");
        refused(
                f -> f.onlyIf(leaked.getFirst().is("y"), () -> f.action(DefinitionErrorTest::shout, value("x"))),
                "shout",
                "its condition comes from task \"extract\"",
                "Flow.define");
    }

    @Test
    void whatIsNoTaskCannotBeWaitedFor() {
        refused(
                f -> f.action(DefinitionErrorTest::shout, value("x")).after(f.parameter("p", 1)),
                "shout",
                "after(..) names \u27e6p\u27e7, which is no task",
                "Name a task");
    }

    @Test
    void namesAreRefusedThatCannotBeFileNames() {
        for (String bad : List.of("", " x", "a/b", "a\\b", "a\nb", "a\u202eb", "..", "x".repeat(101), "a:b")) {
            refusedAnywhere(f -> f.task(DefinitionErrorTest::hi, value("x")).named(bad), "name", "1 to 100 characters");
        }
        assertThatThrownBy(() -> Flow.define("a/b", f -> {}))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("has the character /");
        for (String bad : List.of("", "a b", "1a", "a=b", "{a}", "a/b")) {
            refusedAnywhere(f -> f.parameter(bad, 1), "cannot be the name of a parameter", "letters, digits");
        }
    }

    @Test
    void twoTasksCannotBeGivenOneName() {
        refused(
                f -> {
                    f.task(DefinitionErrorTest::hi, value("x")).named("same");
                    f.task(DefinitionErrorTest::hi, value("y")).named("same");
                },
                "same",
                "two tasks are named \"same\"",
                ".named(\"..\")");
    }

    @Test
    void twoParametersCannotHaveOneName() {
        refused(
                f -> {
                    f.parameter("p", 1);
                    f.parameter("p", 2);
                },
                "",
                "two parameters are named \"p\"",
                "Define it once");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aDefaultHasToBeOfTheParametersType() {
        refused(
                f -> f.parameter("p", (Class) String.class, (Object) 5),
                "",
                "is 5, which is no String",
                "of that type");
    }

    @Test
    void aSubFlowIsGivenWhatItTakes() {
        Flow child = Flow.define("child", f -> {
            f.parameter("day", String.class);
            f.parameter("n", 1);
        });
        refused(f -> f.subflow(child), "child", "\"day\" of sub-flow \"child\" is given no value", "with(\"day\", ..)");
        refused(
                f -> f.subflow(child, with("day", value("x")), with("dya", value("x"))),
                "child",
                "has no parameter \"dya\"",
                "It has: day, n.");
        refused(
                f -> f.subflow(child, with("day", value("x")), with("day", value("x"))),
                "child",
                "given twice",
                "Leave");
        refused(f -> f.subflow(child, with("day", value(5))), "child", "is given 5, which is no String", "that type");
    }

    @Test
    void nothingIsTakenOutOfASecretOrTheTaskRunBeforeItIsThere() {
        refused(
                f -> f.task(DefinitionErrorTest::hi, secret("db").get(Secret::reveal)),
                "hi",
                "takes something out of secret \"db\"",
                "reveal() inside the task");
        refused(
                f -> f.action(DefinitionErrorTest::shout, value("x"))
                        .onlyIf(taskRun().get(TaskRun::cancelled)),
                "shout",
                "takes something out of taskRun()",
                "inside the task");
    }

    @Test
    void allMistakesComeAtOnceInTheOrderOfDefinition() {
        FlowDefinitionException thrown = catchThrowableOfType(
                FlowDefinitionException.class,
                () -> Flow.define("daily-etl", f -> {
                    f.parameter("a b", 1);
                    f.task(DefinitionErrorTest::hi, value("x")).retries(-1).timeout(Duration.ZERO);
                    f.map(DefinitionErrorTest::opaque, value(List.of(1)));
                    f.task(() -> "x");
                }));

        assertThat(thrown.errors())
                .extracting(DefinitionError::task)
                .containsExactly("", "hi", "hi", "opaque", "lambda");
        assertThat(thrown.errors()).extracting(DefinitionError::flow).containsOnly("daily-etl");
        assertThat(thrown).hasMessageStartingWith("Flow \"daily-etl\" has 5 mistakes.\n\nFlow \"daily-etl\": \"a b\"");
        assertThat(thrown.getMessage().split("\n\n")).hasSize(6);
    }

    @Test
    void anExceptionOfTheUsersPassesThroughWithTheMistakesSoFar() {
        IllegalStateException mine = new IllegalStateException("mine");

        assertThatThrownBy(() -> Flow.define("d", f -> {
                    f.task(DefinitionErrorTest::hi, value("x")).retries(-1);
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(mine.getSuppressed()).hasSize(1).allMatch(FlowDefinitionException.class::isInstance);
    }

    @Test
    void aFlowThatYieldsSomethingHasToReturnIt() {
        assertThatThrownBy(() -> Flow.<String>returning("r", f -> null))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("returned null");
    }

    @Test
    void twoCasesForOneValueAreRefused() {
        refused(
                f -> f.choose(f.parameter("kind", "a"))
                        .when("a", () -> value(1))
                        .when("a", () -> value(2))
                        .orFail(),
                "",
                "two cases for a",
                "Leave out");
    }

    @Test
    void aFanInOfOutputsIsFine() {
        Flow flow = Flow.define(
                "d",
                f -> f.task(
                        DefinitionErrorTest::opaque,
                        all(f.parameter("p", "x"), f.task(DefinitionErrorTest::hi, value("x")))));

        assertThat(flow.graph().size()).isEqualTo(2);
        assertThat(Stream.of(flow.graph().edges().count())).containsExactly(1);
    }
}
