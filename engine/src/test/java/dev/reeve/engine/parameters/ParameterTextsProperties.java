package dev.reeve.engine.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.TypeRef;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ParameterTextsProperties {
    private static final List<Type> TYPES = List.of(
            String.class,
            Integer.class,
            Double.class,
            BigDecimal.class,
            Boolean.class,
            LocalDate.class,
            Instant.class,
            Duration.class,
            URI.class,
            Path.class,
            DayOfWeek.class,
            new TypeRef<Optional<Long>>() {}.type(),
            new TypeRef<List<Integer>>() {}.type(),
            new TypeRef<Map<String, Double>>() {}.type());

    @Property(tries = 2000)
    void anyTextIsReadOrRefusedInWords(@ForAll("types") Type type, @ForAll String text) {
        FlowGraph flow = flow(type);
        try {
            assertThat(ParameterTexts.read(flow, Map.of("x", text)).get("x")).isNotNull();
        } catch (ParameterTextException e) {
            assertThat(e.problems()).singleElement().asString().startsWith("parameter \"x\" takes ");
        }
    }

    @Property
    void whatANumberPrintsIsReadAgain(@ForAll int whole, @ForAll double any, @ForAll BigDecimal exact) {
        assertThat(read(Integer.class, String.valueOf(whole))).isEqualTo(whole);
        assertThat(read(BigDecimal.class, exact.toString())).isEqualTo(exact);
        if (Double.isFinite(any)) {
            assertThat(read(Double.class, String.valueOf(any))).isEqualTo(any + 0.0); // text has no negative zero
        }
    }

    @Property
    void whatADurationPrintsIsReadAgain(@ForAll long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        assertThat(read(Duration.class, duration.toString())).isEqualTo(duration);
    }

    @Provide
    Arbitrary<Type> types() {
        return Arbitraries.of(TYPES);
    }

    private static Object read(Type type, String text) {
        return ParameterTexts.read(flow(type), Map.of("x", text)).get("x");
    }

    private static FlowGraph flow(Type type) {
        List<ParameterSpec> parameters = List.of(new ParameterSpec("x", type, null, ""));
        return ((FlowGraph.Outcome.Sound) FlowGraph.of("f", "", parameters, List.of(), List.of(), null)).graph();
    }
}
