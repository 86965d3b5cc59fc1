package dev.reeve;

import static dev.reeve.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is inside the values of generic parameters. */
final class GenericParameterTest {
    private static final Flow FLOW = Flow.define("generic", f -> {
        f.parameter("days", new TypeRef<List<Integer>>() {}, List.of());
        f.parameter("rates", new TypeRef<Map<String, List<Double>>>() {}, Map.of());
        f.parameter("names", new TypeRef<Set<? extends CharSequence>>() {}, Set.of());
        f.parameter("limit", new TypeRef<Optional<Long>>() {}, Optional.empty());
        f.parameter("weeks", new TypeRef<List<Integer>[]>() {}, none());
    });

    @SuppressWarnings("unchecked")
    private static List<Integer>[] none() {
        return (List<Integer>[]) new List<?>[0];
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the mistake that is tested
    private static <T> T lie(Object anything) {
        return (T) anything;
    }

    private static String problem(String parameter, Object value) {
        try {
            RunOptions.DEFAULT.parameter(parameter, value).request(FLOW.graph());
            return "";
        } catch (ParameterException refused) {
            assertThat(refused.problems()).hasSize(1);
            return refused.problems().getFirst();
        }
    }

    @Test
    void anElementOfAnotherTypeIsRefusedWithItsPlace() {
        assertThat(problem("days", List.of("x")))
                .isEqualTo("parameter \"days\" takes List<Integer>, but days[0] is String \"x\", not Integer");
        assertThat(problem("days", List.of(1, 2, 3L))).endsWith("but days[2] is Long \"3\", not Integer");
        assertThat(problem("rates", Map.of("EUR", List.of(1.0, 2))))
                .endsWith("but rates[\"EUR\"][1] is Integer \"2\", not Double");
        assertThat(problem("rates", Map.of(7, List.of()))).endsWith("but a key of rates is Integer \"7\", not String");
        assertThat(problem("rates", Map.of("EUR", 1)))
                .endsWith("but rates[\"EUR\"] is Integer \"1\", not List<Double>");
        assertThat(problem("names", Set.of(1))).endsWith("but names[0] is Integer \"1\", not CharSequence");
        assertThat(problem("limit", Optional.of("9"))).endsWith("but limit is String \"9\", not Long");
        assertThat(problem("weeks", new List<?>[] {List.of(1), List.of("x")}))
                .endsWith("but weeks[1][0] is String \"x\", not Integer");
        assertThat(problem("days", "x")).isEqualTo("parameter \"days\" takes List<Integer>, not String \"x\"");
    }

    @Test
    void elementsOfTheTypeAndNullsAreTaken() {
        assertThat(problem("days", Arrays.asList(1, null, 3))).isEmpty();
        assertThat(problem("rates", Map.of("EUR", List.of(1.0)))).isEmpty();
        assertThat(problem("names", Set.of("a", new StringBuilder("b")))).isEmpty();
        assertThat(problem("limit", Optional.of(9L))).isEmpty();
        assertThat(problem("weeks", new List<?>[] {List.of(1)})).isEmpty();
    }

    @Test
    void defaultsAndConstantsForSubflowsAreHeldAgainstTheTypeAsWell() {
        refused(
                f -> f.parameter("days", new TypeRef<List<Integer>>() {}, lie(List.of("x"))),
                "",
                "is [x], which is no List<Integer>: days[0] is String \"x\", not Integer.",
                "Give a default of that type");
        refused(
                f -> f.subflow(FLOW, Inputs.with("days", Inputs.value(List.of("x")))),
                "generic",
                "is given [x], which is no List<Integer>: days[0] is String \"x\", not Integer.",
                "Give a value of that type");
    }

    @Test
    void nothingRunsWithAWrongElement() {
        RecordedRun untouched = new RecordedRun();
        assertThatThrownBy(() -> FLOW.start(RunOptions.DEFAULT.parameter("days", List.of("x")), untouched))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("days[0]");
        assertThat(untouched.request()).isNull();
    }
}
