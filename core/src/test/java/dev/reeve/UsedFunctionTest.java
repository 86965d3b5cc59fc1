package dev.reeve;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UsedFunctionTest {
    static String loud(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String loud(Integer number) {
        return "N" + number;
    }

    record Prefix(String text) {
        String before(String word) {
            return text + word;
        }
    }

    private static List<String> tasksOf(Flow flow, TaskFunction function) {
        UsedFunction used = UsedFunction.of(function);
        return flow.graph().nodes().stream()
                .filter(used::isIn)
                .map(node -> node.name())
                .toList();
    }

    @Test
    void aMethodIsFoundWhereverItIsUsedAndItsOverloadsAreNot() {
        Flow flow = Flow.define("words", f -> {
            f.task((Task1<String, String>) UsedFunctionTest::loud, value("a"));
            f.task((Task1<Integer, String>) UsedFunctionTest::loud, value(1));
            f.action((Action1<String>) UsedFunctionTest::loud, value("b"));
        });

        assertThat(tasksOf(flow, (Task1<String, String>) UsedFunctionTest::loud))
                .containsExactly("loud", "loud-3");
        assertThat(tasksOf(flow, (Task1<Integer, String>) UsedFunctionTest::loud))
                .containsExactly("loud-2");
    }

    @Test
    void theObjectThatAMethodIsCalledOnDoesNotMatter() {
        Flow flow = Flow.define("words", f -> f.task(new Prefix("a")::before, value("b")));

        assertThat(tasksOf(flow, (Task1<String, String>) new Prefix("other")::before))
                .containsExactly("before");
    }

    @Test
    void aLambdaIsNotNamedAndFoundNowhere() {
        Task1<String, String> lambda = text -> text;
        Flow flow = Flow.define("words", f -> f.task(lambda, value("b")).named("same"));

        assertThat(UsedFunction.of(lambda).isNamed()).isFalse();
        assertThat(tasksOf(flow, lambda)).isEmpty();
    }

    @Test
    void itIsToldByClassAndMethod() {
        assertThat(UsedFunction.of((Task1<Integer, String>) UsedFunctionTest::loud))
                .hasToString("UsedFunctionTest.loud");
    }
}
