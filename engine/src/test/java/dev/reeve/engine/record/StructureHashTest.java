package dev.reeve.engine.record;

import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import org.junit.jupiter.api.Test;

/** Whether two flows have one structure. */
final class StructureHashTest {
    private static int plus(int a, int b) {
        return a + b;
    }

    private static int minus(int a, int b) {
        return a - b;
    }

    private static ResultFlow<Integer> inner(int retries) {
        return Flow.returning(
                "inner",
                f -> f.task(StructureHashTest::plus, f.parameter("a", 1), f.parameter("b", 2))
                        .retries(retries));
    }

    private static Flow flow(String name, boolean swapped, int retries) {
        return Flow.define("outer", f -> {
            Output<Integer> a = f.parameter("a", 1);
            Output<Integer> b = f.parameter("b", 2);
            Output<Integer> sum = f.task(StructureHashTest::plus, swapped ? b : a, swapped ? a : b)
                    .named(name);
            f.subflow(inner(retries), with("a", sum)).named("sub");
        });
    }

    private static String hash(Flow flow) {
        return StructureHash.of(flow.graph());
    }

    @Test
    void theSameDefinitionHasTheSameHash() {
        assertThat(hash(flow("sum", false, 0)))
                .isEqualTo(hash(flow("sum", false, 0)))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void namesInputsAndFlowsInsideMakeADifference() {
        assertThat(hash(flow("sum", false, 0)))
                .isNotEqualTo(hash(flow("total", false, 0)))
                .isNotEqualTo(hash(flow("sum", true, 0)))
                .isNotEqualTo(hash(flow("sum", false, 1)));
    }

    @Test
    void anotherFunctionMakesADifference() {
        assertThat(hash(Flow.define(
                        "one",
                        f -> f.task(StructureHashTest::plus, f.parameter("a", 1), f.parameter("b", 2))
                                .named("n"))))
                .isNotEqualTo(hash(Flow.define(
                        "one",
                        f -> f.task(StructureHashTest::minus, f.parameter("a", 1), f.parameter("b", 2))
                                .named("n"))));
    }
}
