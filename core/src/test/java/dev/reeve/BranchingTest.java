package dev.reeve;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.state.SkipRule;
import dev.reeve.state.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What branches, choices and blocks become in the graph. */
class BranchingTest {
    static String step(String text) {
        return text;
    }

    static void end(String text) {}

    static String open() {
        return "db";
    }

    @Test
    void bothBlocksOfABranchAreGuardedAndMeetInAMerge() throws Exception {
        Flow flow = Flow.define("d", f -> {
            Parameter<Boolean> full = f.parameter("full", true);
            Output<String> either = f.branch(
                    full,
                    () -> f.task(BranchingTest::step, f.task(BranchingTest::step, value("x"))),
                    () -> value("constant"));
            f.action(BranchingTest::end, either);
        });

        Guard then = new Guard(new Input.FromParameter(0), true, "if full");
        Guard otherwise = new Guard(new Input.FromParameter(0), false, "unless full");
        assertThat(flow.graph().node(0).guards()).containsExactly(then);
        assertThat(flow.graph().node(1).guards()).containsExactly(then);
        GraphNode constant = flow.graph().node(2);
        assertThat(constant.name())
                .as("what reads no task gets a node, so that it counts as not skipped")
                .isEqualTo("value");
        assertThat(constant.guards()).containsExactly(otherwise);
        assertThat(constant.inputs()).containsExactly(new Input.Constant("constant"));
        assertThat(constant.body().call(new Object[] {"constant"})).isEqualTo("constant");
        GraphNode merge = flow.graph().node(3);
        assertThat(merge.kind()).isEqualTo(Kind.MERGE);
        assertThat(merge.name()).isEqualTo("merge");
        assertThat(merge.guards()).isEmpty();
        assertThat(merge.inputs())
                .containsExactly(
                        new Input.When(new Input.FromNode(1), then), new Input.When(new Input.FromNode(2), otherwise));
        assertThat(merge.settings().trigger()).isEqualTo(new TriggerRule.NotAllSkipped());
        assertThat(merge.settings().policy().skipRule()).isEqualTo(SkipRule.NOTHING);
        assertThat(flow.graph().node(4).inputs()).containsExactly(new Input.FromNode(3));
    }

    @Test
    void nestedBlocksAddTheirConditions() {
        Flow flow = Flow.define("d", f -> {
            Parameter<Boolean> a = f.parameter("a", true);
            Parameter<Boolean> b = f.parameter("b", true);
            Parameter<Boolean> c = f.parameter("c", true);
            f.onlyIf(
                    a,
                    () -> f.branch(
                            b,
                            () -> f.task(BranchingTest::step, value("x")).onlyIf(c),
                            () -> f.task(BranchingTest::step, value("y"))));
            f.action(BranchingTest::end, value("outside"));
        });

        assertThat(texts(flow.graph().node(0))).containsExactly("if a", "if b", "if c");
        assertThat(texts(flow.graph().node(1))).containsExactly("if a", "unless b");
        assertThat(texts(flow.graph().node(2))).containsExactly("if a");
        assertThat(flow.graph().node(3).guards()).isEmpty();
        assertThat(flow.graph().node(0).scopes()).containsExactly("if a", "if b");
    }

    @Test
    void aBlockThatThrowsLeavesNoConditionBehind() {
        Flow flow = Flow.define("d", f -> {
            try {
                f.onlyIf(f.parameter("a", true), () -> {
                    throw new IllegalStateException("mine");
                });
            } catch (IllegalStateException e) {
                f.action(BranchingTest::end, value("outside"));
            }
        });

        assertThat(flow.graph().node(0).guards()).isEmpty();
    }

    @Test
    void theOtherwiseOfAChoiceHoldsForEveryValueWithoutACase() throws Exception {
        Flow flow = Flow.define("d", f -> {
            TaskNode<String> kind = f.task(BranchingTest::step, value("x")).named("kind");
            f.choose(kind)
                    .when("csv", () -> f.task(BranchingTest::step, value("1")))
                    .when("json", () -> f.task(BranchingTest::step, value("2")))
                    .otherwise(() -> f.task(BranchingTest::step, value("3")));
        });

        assertThat(flow.graph().node(1).guards())
                .containsExactly(new Guard(new Input.Equal(new Input.FromNode(0), "csv"), true, "kind is csv"));
        Input.Part other = (Input.Part) flow.graph().node(3).guards().getFirst().condition();
        assertThat(other.source()).isEqualTo(new Input.FromNode(0));
        assertThat(other.component().of("csv")).isEqualTo(false);
        assertThat(other.component().of("json")).isEqualTo(false);
        assertThat(other.component().of("xml")).isEqualTo(true);
        assertThat(other.component().of(null)).isEqualTo(true);
        assertThat(flow.graph().node(4).inputs()).hasSize(3).allMatch(Input.When.class::isInstance);
    }

    @Test
    void aChoiceThatShouldFailHasATaskThatDoes() {
        Flow flow = Flow.define("d", f -> {
            TaskNode<String> kind = f.task(BranchingTest::step, value("x")).named("kind");
            f.choose(kind)
                    .when("csv", () -> f.task(BranchingTest::step, value("1")))
                    .orFail();
        });

        GraphNode failing = flow.graph().node(2);
        assertThat(failing.name()).isEqualTo("unexpected_kind");
        assertThat(texts(failing)).containsExactly("kind is none of [csv]");
        assertThat(failing.inputs()).containsExactly(new Input.FromNode(0));
        assertThatThrownBy(() -> failing.body().call(new Object[] {"xml"}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the value xml")
                .hasMessageContaining("[csv]");
        assertThat(((Input.When) flow.graph().node(3).inputs().get(1)).source()).isEqualTo(new Input.FromNode(2));
    }

    @Test
    void aMergeTakesItsInputsInTheOrderOfTheCall() {
        Flow flow = Flow.define("d", f -> {
            TaskNode<String> a = f.task(BranchingTest::step, value("a")).named("z");
            TaskNode<String> b = f.task(BranchingTest::step, value("b")).named("a");
            f.merge(a, b);
        });

        assertThat(flow.graph().node(2).inputs()).containsExactly(new Input.FromNode(0), new Input.FromNode(1));
    }

    @Test
    void aBranchMayReturnWhatIsDefinedOutsideOfIt() {
        Flow flow = Flow.define("d", f -> {
            TaskNode<String> before = f.task(BranchingTest::step, value("a"));
            f.branch(f.parameter("full", true), () -> before, () -> f.parameter("other", "o"));
        });

        assertThat(flow.graph().node(0).guards()).isEmpty();
        assertThat(flow.graph().node(1).name()).isEqualTo("other");
        assertThat(flow.graph().node(2).inputs())
                .extracting(input -> ((Input.When) input).source())
                .containsExactly(new Input.FromNode(0), new Input.FromNode(1));
    }

    @Test
    void aMergeWithADefaultYieldsItThroughANode() {
        Flow flow = Flow.define("d", f -> f.merge(f.task(BranchingTest::step, value("a")), value("default")));

        assertThat(flow.graph().node(1).name()).isEqualTo("value");
        assertThat(flow.graph().node(2).inputs()).containsExactly(new Input.FromNode(0), new Input.FromNode(1));
    }

    @Test
    void partsEachAndOrderArrive() throws Exception {
        Flow flow = Flow.define("d", f -> {
            TaskNode<String> a = f.task(BranchingTest::step, value("a"));
            f.map(BranchingTest::step, each(List.of("b")).get(String::trim)).after(a.get(String::length), a);
            f.task(BranchingTest::step, a.get(String::trim).get(String::trim)).named("c");
        });

        assertThat(flow.graph().node(1).after()).containsExactly(0);
        Input.Each each = (Input.Each) flow.graph().node(1).inputs().getFirst();
        assertThat(each.list()).isEqualTo(new Input.Constant(List.of("b")));
        assertThat(each.path().getFirst().of(" b ")).isEqualTo("b");
        Input.Part part = (Input.Part) flow.graph().node(2).inputs().getFirst();
        assertThat(part.text()).isEqualTo("trim");
        assertThat(part.component().of(null)).as("a part of nothing").isNull();
    }

    @Test
    void aResourceIsOpenedBeforeItsBlockAndClosedAfterIt() {
        Flow flow = Flow.define(
                "d",
                f -> f.resource(BranchingTest::open)
                        .closeWith(BranchingTest::end)
                        .use(db -> {
                            f.action(BranchingTest::end, value("no use of it"));
                            return f.task(BranchingTest::step, db);
                        }));

        assertThat(flow.graph().node(1).after()).containsExactly(0);
        GraphNode close = flow.graph().node(3);
        assertThat(close.kind()).isEqualTo(Kind.CLOSE);
        assertThat(close.after()).containsExactly(1, 2);
        assertThat(close.settings().trigger()).isEqualTo(new TriggerRule.AllFinished());
        assertThat(flow.graph().node(1).scopes()).containsExactly("with open");
    }

    private static List<String> texts(GraphNode node) {
        return node.guards().stream().map(Guard::text).toList();
    }
}
