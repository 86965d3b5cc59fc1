package dev.reeve.engine.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.Secret;
import dev.reeve.TypeRef;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTextsTest {
    record Shop(String name, int tills, Optional<String> note) {}

    @Test
    void textsBecomeValuesOfTheDeclaredTypes() {
        assertThat(read(String.class, " as it is ")).isEqualTo(" as it is ");
        assertThat(read(String.class, "")).isEqualTo("");
        assertThat(read(Integer.class, "-42")).isEqualTo(-42);
        assertThat(read(int.class, "+7")).isEqualTo(7);
        assertThat(read(Long.class, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(read(BigInteger.class, "123456789012345678901234567890"))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(read(Double.class, "1.5e3")).isEqualTo(1500.0);
        assertThat(read(BigDecimal.class, "19.90")).isEqualTo(new BigDecimal("19.90"));
        assertThat(read(Boolean.class, "true")).isEqualTo(true);
        assertThat(read(LocalDate.class, "2026-02-28")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(read(LocalDateTime.class, "2026-02-28T12:30")).isEqualTo(LocalDateTime.of(2026, 2, 28, 12, 30));
        assertThat(read(Instant.class, "2026-02-28T12:30:00Z")).isEqualTo(Instant.parse("2026-02-28T12:30:00Z"));
        assertThat(read(ZoneId.class, "Europe/Berlin")).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(read(URI.class, "s3://bucket/a%20b")).isEqualTo(URI.create("s3://bucket/a%20b"));
        assertThat(read(Path.class, "a b/c")).isEqualTo(Path.of("a b/c"));
        assertThat(read(UUID.class, "123E4567-e89b-42d3-a456-426614174000"))
                .isEqualTo(UUID.fromString("123e4567-e89b-42d3-a456-426614174000"));
        assertThat(read(Locale.class, "de-DE")).isEqualTo(Locale.GERMANY);
    }

    @Test
    void durationsAreIsoOrANumberAndAUnit() {
        assertThat(read(Duration.class, "PT1H30M")).isEqualTo(Duration.ofMinutes(90));
        assertThat(read(Duration.class, "10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(read(Duration.class, "250 ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(read(Duration.class, "5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(read(Duration.class, "2d")).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void aTildeIsTheHomeDirectory() {
        assertThat(read(Path.class, "~/x")).isEqualTo(Path.of(System.getProperty("user.home"), "x"));
        assertThat(read(Path.class, "~x")).isEqualTo(Path.of("~x"));
    }

    @Test
    void constantsAreMeantInAnyCase() {
        assertThat(read(DayOfWeek.class, "MONDAY")).isEqualTo(DayOfWeek.MONDAY);
        assertThat(read(TimeUnit.class, "seconds")).isEqualTo(TimeUnit.SECONDS);
        assertThat(problem(DayOfWeek.class, "Mon"))
                .isEqualTo("parameter \"x\" takes one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY,"
                        + " SUNDAY, not \"Mon\"");
    }

    @Test
    void anOptionalMayBeNothing() {
        Type type = new TypeRef<Optional<LocalDate>>() {}.type();
        assertThat(read(type, "")).isEqualTo(Optional.empty());
        assertThat(read(type, "2026-01-31")).isEqualTo(Optional.of(LocalDate.of(2026, 1, 31)));
        assertThat(problem(type, "soon")).contains("a date, or nothing, such as 2026-01-31");
    }

    @Test
    void whatHasPartsIsJson() {
        assertThat(read(new TypeRef<List<String>>() {}.type(), "[\"a\",\"b,c\"]"))
                .isEqualTo(List.of("a", "b,c"));
        assertThat(read(new TypeRef<Map<String, List<Integer>>>() {}.type(), "{\"a\":[1,2]}"))
                .isEqualTo(Map.of("a", List.of(1, 2)));
        assertThat(read(Shop.class, "{\"name\":\"Köln\",\"tills\":3,\"note\":\"new\"}"))
                .isEqualTo(new Shop("Köln", 3, Optional.of("new")));
        assertThat(read(Shop.class, "{\"name\":\"Köln\",\"tills\":3}"))
                .isEqualTo(new Shop("Köln", 3, Optional.empty()));
        assertThat(read(new TypeRef<List<Shop>>() {}.type(), "[]")).isEqualTo(List.of());
        assertThat(read(int[].class, "[1,2]")).isEqualTo(new int[] {1, 2});
    }

    @Test
    void jsonThatIsWrongSaysWhereAndShowsAnExample() {
        Type shops = new TypeRef<List<Shop>>() {}.type();
        assertThat(problem(shops, "[{\"name\":\"a\",\"tills\":1},{\"name\":\"b\",\"tills\":\"many\"}]"))
                .contains("JSON for a List<Shop>, such as [{\"name\": \"text\", \"tills\": 1, \"note\": \"text\"}]")
                .contains("at [1].tills");
        assertThat(problem(Shop.class, "{\"name\":\"a\"}")).contains("tills");
        assertThat(problem(Shop.class, "{\"name\":\"a\",\"tills\":1,\"tils\":2}"))
                .contains("tils");
        assertThat(problem(Shop.class, "{\"name\":\"a\",\"name\":\"b\",\"tills\":1}"))
                .contains("Duplicate");
        assertThat(problem(shops, "null")).contains("null is no value");
        assertThat(problem(shops, "[] []")).contains("such as");
        assertThat(problem(new TypeRef<List<Integer>>() {}.type(), "[1.5]")).contains("at [0]");
        assertThat(problem(new TypeRef<List<Integer>>() {}.type(), "[\"1\"]")).contains("at [0]");
        assertThat(problem(shops, "a,b")).contains("JSON for a List<Shop>");
        assertThat(problem(shops, "[".repeat(100_000))).contains("JSON for a List<Shop>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "1.0", "1e3", "0x10", "1_000", "١٢", "２", "2147483648", "--1", "1\n", "NaN"})
    void noWholeNumber(String text) {
        assertThat(problem(Integer.class, text))
                .startsWith("parameter \"x\" takes a whole number from -2147483648 to 2147483647, such as 42, not \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1d", "1f", "0x1p3", "NaN", "Infinity", "1e999", "1,5", "1e", "1 000", "1e9999999999"})
    void noNumber(String text) {
        assertThat(problem(Double.class, text)).startsWith("parameter \"x\" takes a number, such as 0.5, not \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "True", "yes", "1", "on", " true", "false\n", "ｔｒｕｅ"})
    void neitherTrueNorFalse(String text) {
        assertThat(problem(Boolean.class, text)).startsWith("parameter \"x\" takes true or false, not \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-30", "2026-2-3", "31.01.2026", "today", "2026-01-31T00:00"})
    void noDate(String text) {
        assertThat(problem(LocalDate.class, text))
                .startsWith("parameter \"x\" takes a date, such as 2026-01-31, not \"");
    }

    @Test
    void whatElseIsWrongSaysWhatWasExpected() {
        assertThat(problem(Duration.class, "ten"))
                .contains("a duration, such as PT1H30M, 2h, 5min or 10s, not \"ten\"");
        assertThat(problem(Duration.class, "999999999999999999d")).contains("a duration");
        assertThat(problem(URI.class, "a b")).contains("at character 2; a blank is written %20");
        assertThat(problem(URI.class, "")).contains("it is empty");
        assertThat(problem(Path.class, "a\0b")).contains("takes a path");
        assertThat(problem(Path.class, "")).contains("the working directory is written .");
        assertThat(problem(ZoneId.class, "Berlin")).contains("a time zone, such as Europe/Berlin");
        assertThat(problem(UUID.class, "1-1-1-1-1")).contains("a UUID");
        assertThat(problem(Character.class, "ab")).contains("one character");
        assertThat(problem(Secret.class, "hunter2")).contains("TaskRun.current().secret(\"name\")");
    }

    @Test
    void longAndHostileTextIsShownOnOneShortLine() {
        String problem = problem(Integer.class, "\u001b[31m\r\n\u202e" + "9".repeat(100_000));
        assertThat(problem).hasSizeLessThan(250).doesNotContain("\u001b", "\n", "\u202e");
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        FlowGraph flow = flow(
                new ParameterSpec("country", String.class, "Germany", "whose cases"),
                new ParameterSpec("day", LocalDate.class, null, ""),
                new ParameterSpec("limit", Integer.class, null, ""));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("limit", "many");
        texts.put("contry", "Italy");
        texts.put("zzzzzzzz", "");
        ParameterTextException e =
                catchThrowableOfType(ParameterTextException.class, () -> ParameterTexts.read(flow, texts));
        assertThat(e.problems())
                .containsExactly(
                        "parameter \"day\" has no value; it takes a date, such as 2026-01-31",
                        "parameter \"limit\" takes a whole number from -2147483648 to 2147483647, such as 42, not"
                                + " \"many\"",
                        "there is no parameter \"contry\". Did you mean \"country\"?",
                        "there is no parameter \"zzzzzzzz\".");
        assertThat(e)
                .hasMessageContaining("Flow \"f\" cannot start:")
                .hasMessageContaining("country: a text (default: Germany) - whose cases");
    }

    @Test
    void whatIsNotGivenKeepsItsDefault() {
        FlowGraph flow = flow(new ParameterSpec("country", String.class, "Germany", ""));
        assertThat(ParameterTexts.read(flow, Map.of())).isEmpty();
    }

    @Test
    void aFlowWithoutParametersSaysSo() {
        assertThatThrownBy(() -> ParameterTexts.read(flow(), Map.of("a", "b")))
                .hasMessage("Flow \"f\" cannot start:\n  there is no parameter \"a\".\nIt has no parameters.");
    }

    @Test
    void everyExampleIsAValueOfItsType() {
        for (Type type : List.of(
                Integer.class,
                Double.class,
                BigDecimal.class,
                LocalDate.class,
                LocalDateTime.class,
                Instant.class,
                ZoneId.class,
                URI.class,
                Path.class,
                UUID.class,
                Shop.class,
                new TypeRef<List<Shop>>() {}.type(),
                new TypeRef<Map<String, Instant>>() {}.type(),
                new TypeRef<List<Optional<DayOfWeek>>>() {}.type())) {
            String example = TextFormats.of(type).example();
            assertThat(read(type, example)).as(type + " from " + example).isNotNull();
        }
    }

    static @Nullable Object read(Type type, String text) {
        return ParameterTexts.read(flow(new ParameterSpec("x", type, null, "")), Map.of("x", text))
                .get("x");
    }

    static String problem(Type type, String text) {
        ParameterTextException e = catchThrowableOfType(ParameterTextException.class, () -> read(type, text));
        assertThat(e).as("a problem with " + text).isNotNull();
        assertThat(e.problems()).hasSize(1);
        return e.problems().getFirst();
    }

    private static FlowGraph flow(ParameterSpec... parameters) {
        return ((FlowGraph.Outcome.Sound) FlowGraph.of("f", "", List.of(parameters), List.of(), List.of(), null))
                .graph();
    }
}
