package dev.reeve.engine.serial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.reeve.engine.Serializers;
import dev.reeve.engine.serial.Samples.Bean;
import dev.reeve.engine.serial.Samples.Blob;
import dev.reeve.engine.serial.Samples.Circle;
import dev.reeve.engine.serial.Samples.Nothing;
import dev.reeve.engine.serial.Samples.Oval;
import dev.reeve.engine.serial.Samples.Point;
import dev.reeve.engine.serial.Samples.Size;
import dev.reeve.engine.serial.Samples.Square;
import dev.reeve.spi.Serializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonSerializerTest {
    private final Serializer json = Serializers.json();

    private Object roundTrip(String method, Object value) throws Exception {
        return json.fromBytes(json.toBytes(value, Samples.typeOf(method)), Samples.typeOf(method));
    }

    private Object read(String method, String text) throws Exception {
        return json.fromBytes(text.getBytes(UTF_8), Samples.typeOf(method));
    }

    private String written(String method, Object value) throws Exception {
        return new String(json.toBytes(value, Samples.typeOf(method)), UTF_8);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("text", "a\u0000b\"\\/ü東\n"),
                arguments("text", null),
                arguments("number", 5),
                arguments("boxed", null),
                arguments("large", Long.MAX_VALUE),
                arguments("ratio", Double.NaN),
                arguments("ratio", Double.NEGATIVE_INFINITY),
                arguments("ratio", -0.0),
                arguments("ratio", Double.MIN_VALUE),
                arguments("flag", true),
                arguments("bytes", new byte[] {0, -1, 127}),
                arguments("numbers", new int[] {1, 2}),
                arguments("texts", List.of()),
                arguments("texts", Arrays.asList("a", null)),
                arguments("nested", Map.of("a", List.of(Optional.of(1), Optional.empty()))),
                arguments("byEnum", new EnumMap<>(Map.of(Size.LARGE, Set.of(LocalDate.of(1, 1, 1))))),
                arguments("bySize", Map.of(Size.SMALL, 1, Size.LARGE, 2)),
                arguments("byDate", Map.of(LocalDate.of(2026, 4, 1), Samples.ORDER)),
                arguments("order", Samples.ORDER),
                arguments("order", Samples.BARE),
                arguments("orders", List.of(Samples.ORDER, Samples.BARE)),
                arguments("maybe", Optional.of(Samples.ORDER)),
                arguments("maybe", Optional.empty()),
                arguments("times", Samples.TIMES),
                arguments("nothing", new Nothing()),
                arguments("shape", new Circle(1)),
                arguments("shape", new Point()),
                arguments("shapes", List.of(new Square(2), new Circle(1), new Point(), new Oval(1, 2))),
                arguments("circle", new Circle(3)),
                arguments("none", null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueIsReadBackAsItsTypeAgain(String method, Object value) throws Exception {
        assertThat(roundTrip(method, value)).isEqualTo(value);
    }

    @Test
    void valueWithArraysAndSpecialNumbersIsReadBack() throws Exception {
        Blob blob = new Blob(
                new byte[] {1, 2},
                Double.NaN,
                Float.POSITIVE_INFINITY,
                null,
                'ß',
                URI.create("file:x"),
                new UUID(1, 2));
        Blob read = (Blob) roundTrip("blob", blob);
        assertThat(read.bytes()).isEqualTo(blob.bytes());
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("ratio", "small")
                .isEqualTo(blob);
        assertThat(read.ratio()).isNaN();
        assertThat(read.small()).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void beanIsReadBack() throws Exception {
        Bean child = new Bean();
        child.setName("child");
        Bean bean = new Bean();
        bean.setChildren(List.of(child));
        assertThat(roundTrip("bean", bean)).usingRecursiveComparison().isEqualTo(bean);
    }

    @Test
    void enumIsStoredByItsNameNotItsText() throws Exception {
        assertThat(written("bySize", Map.of(Size.LARGE, 1))).isEqualTo("{\"LARGE\":1}");
        assertThat(written("order", Samples.ORDER)).contains("\"size\":\"LARGE\"");
    }

    @Test
    void timesAreTextThatPeopleRead() throws Exception {
        assertThat(written("times", Samples.TIMES))
                .contains("\"2026-04-01T12:00:00.123456789Z\"", "\"PT1M30.001S\"", "+05:30", "Europe/Berlin");
    }

    @Test
    void valueOfSealedTypeNamesItsClassAndNoOther() throws Exception {
        assertThat(written("shape", new Circle(1))).contains("\"@type\":\"Samples$Circle\"");
        assertThat(written("circle", new Circle(1))).isEqualTo("{\"radius\":1.0}");
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> read("shape", "{\"@type\":\"java.lang.Thread\"}"))
                .withMessageContaining("Samples$Shape");
    }

    @Test
    void longTextIsReadBack() throws Exception {
        String text = "x".repeat(120_000_000);
        assertThat(roundTrip("text", text).equals(text)).isTrue();
    }

    @Test
    void fieldThatTheClassDoesNotHaveFailsTheReading() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> read("circle", "{\"radius\":1.0,\"colour\":\"red\"}"))
                .withMessageContainingAll("Samples$Circle", "at colour");
    }

    @Test
    void bytesThatAreNoValueOfTheTypeFailTheReading() {
        for (String text : List.of("", "{", "[]", "\"x\"", "{\"radius\":1.0} {}", "{\"radius\":null}")) {
            assertThatExceptionOfType(UnstorableValueException.class)
                    .as(text)
                    .isThrownBy(() -> read("circle", text))
                    .withMessageContaining("Samples$Circle");
        }
    }

    @Test
    void valueThatHasNoJsonIsNamedWithItsTypeAndPlace() {
        Samples.Batch batch =
                new Samples.Batch(List.of(new Samples.Holder(null), new Samples.Holder(Thread.currentThread())));
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(batch, Samples.typeOf("batch")))
                .withMessageContainingAll("Samples$Batch", "at holders[1].worker", "another serializer");
    }

    @Test
    void objectWithNothingToStoreIsRefused() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(new Object(), Samples.typeOf("object")))
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void mapWithKeysThatNoTextBecomesIsRefusedWhenItIsWritten() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(Map.of(Samples.ORDER, 1), Samples.typeOf("byOrder")))
                .withMessageContainingAll("Samples$Order", "Key");
    }

    @Test
    void typeWhoseClassesAreNotKnownIsRefusedWhenItIsWritten() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(List.of(new Samples.Lamp(1)), Samples.typeOf("devices")))
                .withMessageContainingAll("Samples$Device", "at [0]", "sealed");
    }

    @Test
    void classThatCannotBeMadeAgainIsRefusedWhenItIsWritten() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(new Samples.Rack(Samples.Closed.make()), Samples.typeOf("rack")))
                .withMessageContainingAll("Samples$Closed", "constructor");
    }

    @Test
    void objectOfASubclassIsRefusedAndNotCutDownToTheDeclaredClass() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(List.of(new Samples.Truck()), Samples.typeOf("cars")))
                .withMessageContainingAll("at [0]", "Samples$Truck", "Samples$Car");
    }

    @Test
    void sealedTypesInsideOtherValuesAreReadBack() throws Exception {
        Samples.Drawing drawing = new Samples.Drawing(
                new Circle(1), Optional.of(new Point()), Map.of("a", new Square(2)), List.of(new Oval(1, 2)));
        assertThat(roundTrip("drawing", drawing)).isEqualTo(drawing);
    }

    @Test
    void whatIsDeclaredAsAnyObjectComesBackAsJsonHasIt() throws Exception {
        assertThat(roundTrip("object", Map.of("a", List.of(1, true, "x"))))
                .isEqualTo(Map.of("a", List.of(1, true, "x")));
    }

    static Stream<Arguments> looseValues() {
        return Stream.of(
                arguments("object", "x"),
                arguments("object", 5),
                arguments("object", 5_000_000_000L),
                arguments("object", 1.0),
                arguments("object", BigInteger.TWO.pow(70)),
                arguments("object", Arrays.asList("a", null, Map.of("b", List.of(true)))),
                arguments("count", 5),
                arguments("count", 0.5),
                arguments("anything", List.of(1, "x")),
                arguments("settings", Map.of("a", 1, "b", "x")),
                arguments("perhaps", Optional.of("x")),
                arguments("loose", new Samples.Loose("n", 5, List.of(1, 2.5))),
                arguments("loose", new Samples.Loose("n", Map.of("a", 1), List.of())),
                arguments("box", new Samples.Box<>(LocalDate.EPOCH)),
                arguments("set", new TreeSet<>(Set.of("b", "a"))),
                arguments("collection", List.of("a")),
                arguments("sorted", new TreeSet<>(Set.of("b", "a"))));
    }

    @ParameterizedTest
    @MethodSource("looseValues")
    void whatIsDeclaredLooselyIsReadBackEqualAndOfTheSameClass(String method, Object value) throws Exception {
        assertThat(roundTrip(method, value)).isEqualTo(value);
        if (value instanceof Number) {
            assertThat(roundTrip(method, value)).hasSameClassAs(value);
        }
    }

    static Stream<Arguments> changingValues() {
        return Stream.of(
                arguments("object", LocalDate.EPOCH, "java.time.LocalDate"),
                arguments("object", 5L, "java.lang.Long"),
                arguments("object", (short) 5, "java.lang.Short"),
                arguments("object", Double.NaN, "java.lang.Double"),
                arguments("object", new BigDecimal("1.0"), "java.math.BigDecimal"),
                arguments("object", BigInteger.ONE, "java.math.BigInteger"),
                arguments("object", Set.of("a"), "java.util.ImmutableCollections$Set12"),
                arguments("object", Samples.ORDER, "Samples$Order"),
                arguments("object", Map.of(1, "a"), "java.lang.Integer"),
                arguments("object", new int[] {1}, "int[]"),
                arguments("count", 5f, "java.lang.Float"),
                arguments("anything", List.of(List.of(Size.LARGE)), "Samples$Size"),
                arguments("settings", Map.of("a", LocalDate.EPOCH), "java.time.LocalDate"),
                arguments("perhaps", Optional.of(1L), "java.lang.Long"),
                arguments("array", new Object[] {1, 'c'}, "java.lang.Character"),
                arguments("loose", new Samples.Loose("n", 5L, List.of()), "at value: a java.lang.Long"),
                arguments("loose", new Samples.Loose("n", 5, List.of(1, 2L)), "at numbers: a java.lang.Long"),
                arguments("collection", new HashSet<>(Set.of("a")), "java.util.HashSet"),
                arguments("sorted", new TreeSet<>(Comparator.<String>reverseOrder()), "java.util.TreeSet"));
    }

    @ParameterizedTest
    @MethodSource("changingValues")
    void whatWouldComeBackAsAnotherTypeIsRefusedWhenItIsWritten(String method, Object value, String named) {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(value, Samples.typeOf(method)))
                .withMessageContainingAll(named, "would be read back as another type", "declare its class");
    }

    @Test
    void aSetKeepsItsOrder() throws Exception {
        Set<String> set = new LinkedHashSet<>(List.of("z", "b", "y", "a", "x"));
        assertThat((Set<?>) roundTrip("set", set)).map(String::valueOf).containsExactly("z", "b", "y", "a", "x");
    }

    @Test
    void valueThatContainsItselfIsRefused() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> json.toBytes(circle, Samples.typeOf("object")))
                .withMessageContaining("declared as java.lang.Object");
    }
}
