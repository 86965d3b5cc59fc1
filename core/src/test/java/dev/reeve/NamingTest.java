package dev.reeve;

import static dev.reeve.Inputs.value;
import static dev.reeve.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.GraphNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NamingTest {
    static String downloadData(String from) {
        return from;
    }

    @Task(name = "a name of its own")
    static String annotated() {
        return "";
    }

    record Upload(String region) implements Action1<String> {
        @Override
        public void run(String text) {}
    }

    @Test
    void aTaskIsNamedByItsMethod() {
        assertThat(names(f -> f.task(NamingTest::downloadData, value("x")))).containsExactly("download_data");
    }

    @Test
    void theAnnotationsNameIsTakenAsItIs() {
        assertThat(names(f -> {
                    f.task(NamingTest::annotated);
                    f.task(NamingTest::annotated);
                }))
                .containsExactly("a name of its own", "a name of its own-2");
    }

    @Test
    void theCallsNameIsTakenAsItIs() {
        assertThat(names(f -> f.task(NamingTest::annotated).named("Übung 1"))).containsExactly("Übung 1");
    }

    @Test
    void anEmptyNameIsAMistakeOfItsTask() {
        refused(
                f -> f.task(NamingTest::downloadData, value("x")).named(""),
                "download_data",
                "its name is empty",
                "1 to");
    }

    @Test
    void aTaskObjectIsNamedByItsClass() {
        assertThat(names(f -> f.action(new Upload("eu"), value("x")))).containsExactly("upload");
    }

    @Test
    void tasksOfOneFunctionAreNumberedInTheOrderOfDefinition() {
        Flow flow = Flow.define("d", f -> {
            for (int i = 0; i < 3; i++) {
                f.task(NamingTest::downloadData, value("x"));
            }
        });

        assertThat(flow.graph().nodes())
                .extracting(GraphNode::name)
                .containsExactly("download_data", "download_data-2", "download_data-3");
        assertThat(flow.graph().nodes()).extracting(GraphNode::baseName).containsOnly("download_data");
    }

    @Test
    void aGivenNameGoesBeforeANumberedOne() {
        assertThat(names(f -> {
                    f.task(NamingTest::downloadData, value("x"));
                    f.task(NamingTest::downloadData, value("x"));
                    f.task(NamingTest::downloadData, value("x")).named("download_data-2");
                }))
                .containsExactly("download_data", "download_data-3", "download_data-2");
    }

    @Test
    void conditionsAndBlocksAreNamedByWhatTheyAskFor() {
        Flow flow = Flow.define("d", f -> {
            Parameter<Boolean> full = f.parameter("full", true);
            TaskNode<String> kind = f.task(NamingTest::downloadData, value("x")).named("kind");
            f.branch(full, () -> f.task(NamingTest::annotated), () -> f.task(NamingTest::annotated));
            f.choose(kind)
                    .when("csv", () -> f.task(NamingTest::annotated))
                    .otherwise(() -> f.task(NamingTest::annotated));
            f.action(new Upload("eu"), kind).onlyIf(kind.is("json"));
        });

        assertThat(flow.graph().nodes().stream().flatMap(node -> node.guards().stream()))
                .extracting(guard -> guard.text())
                .containsExactly("if full", "unless full", "kind is csv", "kind is none of [csv]", "if kind is json");
        assertThat(flow.graph().node(1).scopes()).containsExactly("if full");
    }

    private static List<String> names(Consumer<FlowBuilder> body) {
        return Flow.define("d", body).graph().nodes().stream()
                .map(GraphNode::name)
                .toList();
    }
}
