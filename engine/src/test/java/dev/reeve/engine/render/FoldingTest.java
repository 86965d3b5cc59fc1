package dev.reeve.engine.render;

import static dev.reeve.engine.render.FlowFixture.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Link;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.state.TriggerRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FoldingTest {
    private static Picture picture(FlowGraph graph) {
        return Composition.of(graph, null, true, false);
    }

    private static List<String> headings(Picture picture) {
        return picture.boxes().stream().map(Box::heading).toList();
    }

    @Test
    void siblingsOfOneNameShareABoxWithACount() {
        FlowFixture flow = new FlowFixture("f");
        Input source = flow.task("source");
        List<Input> parts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            parts.add(flow.task("parse", source, new Input.Constant(i)));
        }
        flow.task("merge", new Input.All(parts));
        Picture picture = picture(flow.graph());
        assertThat(headings(picture)).containsExactly("source", "parse x 12", "merge");
        assertThat(picture.links())
                .containsExactly(new Link(0, 1, LinkKind.DATA, "", 12), new Link(1, 2, LinkKind.DATA, "", 12));
        assertThat(picture.boxes().get(1).tooltip()).contains("parse_8", "... and 4 more");
    }

    @Test
    void twoOfANameStayApart() {
        FlowFixture flow = new FlowFixture("f");
        flow.task("parse");
        flow.task("parse");
        assertThat(headings(picture(flow.graph()))).containsExactly("parse", "parse_2");
    }

    @Test
    void equalLanesBecomeOneLaneWhoseLinesJoinOneToOne() {
        FlowFixture flow = new FlowFixture("f");
        List<Input> ends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ends.add(flow.task("load", flow.task("fetch", new Input.Constant(i))));
        }
        flow.task("report", new Input.All(ends));
        Picture picture = picture(flow.graph());
        assertThat(headings(picture)).containsExactly("fetch x 500", "load x 500", "report");
        assertThat(picture.links())
                .containsExactly(new Link(0, 1, LinkKind.EACH, "", 500), new Link(1, 2, LinkKind.DATA, "", 500));
    }

    @Test
    void siblingsWithOtherNeighboursKindsTriggersConditionsOrBlocksStayApart() {
        FlowFixture flow = new FlowFixture("f");
        Input left = flow.task("left");
        Input right = flow.task("right");
        Input ask = flow.task("ask");
        flow.task("work", left);
        flow.task("work", right);
        flow.map("work", left);
        flow.trigger(new TriggerRule.AllFinished()).task("work", left);
        flow.trigger(new TriggerRule.AllSuccessful())
                .guarded(new Guard(ask, true, "if ask"))
                .task("work", left);
        flow.guarded().in("block").task("work", left);
        assertThat(picture(flow.graph()).boxes()).hasSize(9);
    }

    @Test
    void aChainOfOneNameIsNoGroupOfSiblings() {
        FlowFixture flow = new FlowFixture("f");
        Input step = flow.task("step");
        for (int i = 1; i < 6; i++) {
            step = flow.task("step", step);
        }
        assertThat(headings(picture(flow.graph())))
                .containsExactly("step", "step_2", "step_3", "step_4", "step_5", "step_6");
    }

    @Test
    void unfoldedEachNodeHasItsBox() {
        FlowFixture flow = new FlowFixture("f");
        for (int i = 0; i < 5; i++) {
            flow.task("parse");
        }
        assertThat(Composition.of(flow.graph(), null, false, false).boxes()).hasSize(5);
        assertThat(Drawing.of(flow.graph()).unfolded().dot())
                .contains("parse_5")
                .doesNotContain("parse x 5");
    }

    @Test
    void aMappedNodeTellsItsChildrenAndALineThatGoesFromEachToEach() {
        FlowFixture flow = new FlowFixture("f");
        Input pages = flow.task("pages");
        Input raw = flow.map("fetch", each(pages));
        flow.map("parse", each(raw));
        Picture picture = picture(flow.graph());
        assertThat(headings(picture)).containsExactly("pages", "fetch [0..n]", "parse [0..n]");
        assertThat(picture.links()).extracting(Link::kind).containsExactly(LinkKind.DATA, LinkKind.EACH);
    }

    @Test
    void parametersAreBoxesAndConstantsAreNot() {
        FlowFixture flow = new FlowFixture("f");
        Input country = flow.parameter("country");
        flow.task("filter", new Input.Constant("x"), new Input.Part(country, x -> x, "part"));
        Picture picture = picture(flow.graph());
        assertThat(headings(picture)).containsExactly("country", "filter");
        assertThat(picture.links()).containsExactly(new Link(0, 1, LinkKind.PARAMETER, "", 1));
    }

    @Test
    void aParameterThatManyReadHasNoLinesButSaysSo() {
        FlowFixture flow = new FlowFixture("f");
        Input token = flow.parameter("token");
        for (int i = 0; i < 11; i++) {
            flow.task("task" + i, token);
        }
        Picture picture = picture(flow.graph());
        assertThat(picture.links()).isEmpty();
        assertThat(picture.boxes().getFirst().notes()).containsExactly("read by 11 tasks");
    }

    @Test
    void orderAndConditionsAreLinesOfTheirOwn() {
        FlowFixture flow = new FlowFixture("f");
        Input large = flow.task("is_large");
        Input tidy = flow.after("tidy", large);
        flow.guarded(new Guard(large, false, "unless is_large")).task("small", tidy);
        Picture picture = picture(flow.graph());
        assertThat(picture.links())
                .containsExactly(
                        new Link(0, 1, LinkKind.ORDER, "", 1),
                        new Link(1, 2, LinkKind.DATA, "", 1),
                        new Link(0, 2, LinkKind.GUARD, "unless is_large", 1));
        assertThat(picture.boxes().get(2).conditions()).containsExactly("unless is_large");
    }

    @Test
    void aMergeTellsTheConditionOnlyOfBranchesThatDoNotHaveItThemselves() {
        FlowFixture flow = new FlowFixture("f");
        Input loaded = flow.task("load");
        Input large = flow.task("is_large", loaded);
        Guard yes = new Guard(large, true, "if large");
        Guard no = new Guard(large, false, "unless large");
        Input split = flow.guarded(yes).task("split", loaded);
        flow.guarded().merge("merged", new Input.When(split, yes), new Input.When(loaded, no));
        flow.merge("constant", new Input.When(split, yes), new Input.When(new Input.Constant(1), no));
        assertThat(picture(flow.graph()).links())
                .contains(
                        new Link(2, 3, LinkKind.DATA, "", 1),
                        new Link(0, 3, LinkKind.DATA, "unless large", 1),
                        new Link(2, 4, LinkKind.DATA, "", 1),
                        new Link(1, 4, LinkKind.GUARD, "unless large", 1))
                .doesNotContain(new Link(1, 3, LinkKind.GUARD, "if large", 1));
    }
}
