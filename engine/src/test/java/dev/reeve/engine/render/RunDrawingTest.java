package dev.reeve.engine.render;

import static dev.reeve.engine.render.FlowFixture.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.engine.render.Picture.Box;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Input;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunDrawingTest {
    private static FlowGraph graph() {
        FlowFixture flow = new FlowFixture("orders");
        Input pages = flow.task("pages");
        Input raw = flow.map("fetch", each(pages));
        for (int i = 0; i < 3; i++) {
            flow.task("check", raw);
        }
        return flow.graph();
    }

    private static RunFixture run() {
        List<State> children = new ArrayList<>(List.of(new State.Failed(Failure.because("HTTP 503"), 2)));
        for (int i = 0; i < 99; i++) {
            children.add(State.Success.PLAIN);
        }
        return new RunFixture(graph())
                .flow(new State.Failed(Failure.because("1 reference task failed"), 1))
                .move("pages", 0, State.Running.FIRST)
                .move("pages", 1250, State.Success.PLAIN)
                .move("fetch", 1250, new State.Mapped(100))
                .move("fetch", 3250, new State.Failed(Failure.because("1 of 100 children failed"), 1))
                .children("fetch", children)
                .move("check", 3250, new State.TriggerFailed("trigger all_successful: 1 of 1 failed"));
    }

    private static List<Box> boxes() {
        return Composition.of(graph(), run(), true, false).boxes();
    }

    @Test
    void aBoxTellsStateAndDuration() {
        assertThat(boxes().get(0).notes()).containsExactly("Success, 1.2 s");
        assertThat(boxes().get(0).look()).isEqualTo(Look.SUCCESS);
    }

    @Test
    void aMappedNodeCountsItsChildrenByState() {
        Box fetch = boxes().get(1);
        assertThat(fetch.heading()).isEqualTo("fetch [0..99]");
        assertThat(fetch.notes()).containsExactly("Failed, 2.0 s", "1 Failed, 99 Success");
        assertThat(fetch.tooltip()).contains("1 of 100 children failed");
    }

    @Test
    void aGroupCountsItsNodesByStateAndLooksLikeTheWorst() {
        Box check = boxes().get(2);
        assertThat(check.heading()).isEqualTo("check x 3");
        assertThat(check.notes()).containsExactly("1 TriggerFailed, 2 Pending");
        assertThat(check.look()).isEqualTo(Look.FAILED);
        assertThat(check.tooltip()).contains("check: TriggerFailed: trigger all_successful");
    }

    @Test
    void eachFormatTellsTheStates() {
        Drawing drawing = Drawing.of(graph()).with(run());
        assertThat(drawing.svg()).contains("run merry-otter: Failed", "1 Failed, 99 Success", ">failed</text>");
        assertThat(drawing.dot()).contains("Success, 1.2 s", Look.FAILED.fill());
        assertThat(drawing.mermaid()).contains("Success, 1.2 s", "class n0 success", "class n1,n2 failed");
    }

    @Test
    void withoutARunNothingIsSaidOfStates() {
        assertThat(Drawing.of(graph()).svg()).doesNotContain("Pending", ">waiting</text>");
    }

    @Test
    void theRunOfAnotherFlowIsRefused() {
        FlowGraph other = new FlowFixture("other").graph();
        assertThatThrownBy(() -> Drawing.of(other).with(run()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"orders\"")
                .hasMessageContaining("Drawing.of(run.graph()).with(run)");
    }

    @Test
    void everyStateHasALook() {
        assertThat(leaves(State.class))
                .hasSize(16)
                .allSatisfy(type ->
                        assertThat(Look.ofStateName(type.getSimpleName())).isNotNull());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(sub -> leaves(sub).stream())
                        .toList()
                : List.of(type);
    }
}
