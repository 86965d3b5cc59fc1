package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleJsonTest {
    @Test
    void theFormatIsThis() {
        Schedule schedule = Schedule.cron("0 13 * * MON-FRI")
                .in("Europe/Berlin")
                .starting(Instant.parse("2026-01-01T00:00:00Z"))
                .parameter("country", "Germany")
                .labels("big")
                .onlyWhen(Filter.not(Filter.on(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)))
                .moved(Adjustment.plus(Duration.ofHours(1)));
        String json = "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"cron\",\"expression\":\"0 13 * * MON-FRI\","
                + "\"days\":\"either\"},\"zone\":\"Europe/Berlin\",\"start\":\"2026-01-01T00:00:00Z\","
                + "\"parameters\":{\"country\":\"Germany\"},\"labels\":[\"big\"],\"rules\":[{\"kind\":\"not\",\"filter\":"
                + "{\"kind\":\"days-of-week\",\"days\":[\"monday\",\"friday\"]}},{\"kind\":\"plus\",\"amount\":\"PT1H\"}]}]}";
        assertThat(ScheduleJson.write(schedule)).isEqualTo(json);
        assertThat(ScheduleJson.read(json)).isEqualTo(schedule);
    }

    @Test
    void valuesThatJsonHasComeBack() {
        Schedule schedule = Schedule.every(Duration.ofHours(1))
                .parameter(
                        "all",
                        Arrays.asList(
                                1, 2.5, -0.0, true, null, "a\"\\\n\u2028😀", 5_000_000_000L, Map.of("k", List.of())));
        assertThat(ScheduleJson.read(ScheduleJson.write(schedule))).isEqualTo(schedule);
    }

    @Test
    void noDigitOfANumberIsLost() {
        BigDecimal exact = new BigDecimal("0.1000000000000000000000000001");
        Schedule schedule = Schedule.every(Duration.ofHours(1)).parameter("rate", List.of(exact, 0.1, -0.0, 1e-300));
        assertThat(ScheduleJson.read(ScheduleJson.write(schedule))).isEqualTo(schedule);
    }

    @Test
    void whoKnowsTheTypesWritesAndReadsTheValues() {
        Schedule schedule = Schedule.every(Duration.ofHours(1))
                .parameter("pause", Duration.ofMinutes(5))
                .parameter("none", null);
        ScheduleJson.Values values = new ScheduleJson.Values() {
            @Override
            public String written(String parameter, @Nullable Object value) {
                return value == null ? "null" : "{\"" + parameter + "\":\"" + value + "\"}";
            }

            @Override
            public @Nullable Object read(String parameter, String json) {
                return json.equals("null") ? null : Duration.parse(json.substring(10, json.length() - 2));
            }
        };
        String json = ScheduleJson.write(schedule, values);
        assertThat(json).contains("\"parameters\":{\"pause\":{\"pause\":\"PT5M\"},\"none\":null}");
        assertThat(ScheduleJson.read(json, values)).isEqualTo(schedule);
    }

    @Test
    void whatTheyRefuseIsSaidWithItsPlace() {
        Schedule schedule = Schedule.every(Duration.ofHours(1)).parameter("pause", 5);
        ScheduleJson.Values strict = new ScheduleJson.Values() {
            @Override
            public String written(String parameter, @Nullable Object value) {
                throw new IllegalArgumentException(value + " is no duration");
            }

            @Override
            public @Nullable Object read(String parameter, String json) {
                throw new IllegalArgumentException(json + " is no duration");
            }
        };
        assertThatThrownBy(() -> ScheduleJson.write(schedule, strict))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("the schedule's clocks[0].parameters.pause: 5 is no duration");
        assertThatThrownBy(() -> ScheduleJson.read(ScheduleJson.write(schedule), strict))
                .isInstanceOf(ScheduleException.class)
                .hasMessage("the JSON of a schedule, clocks[0].parameters.pause: 5 is no duration");
    }

    @Test
    void aFilterThatIsAFunctionIsRefusedWithItsPlace() {
        Schedule own = Schedule.every(Duration.ofHours(1))
                .onlyWhen(Filter.any(Filter.weekdays(), Filter.not(Filter.own("no moon", time -> true))));
        assertThatThrownBy(() -> ScheduleJson.write(own))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("the schedule's clocks[0].rules[0].filters[1].filter: the filter \"no moon\" is a"
                        + " function of your own");
    }

    @Test
    void aValueThatJsonHasNotIsRefusedUnlessSomebodyMakesOneOfIt() {
        Schedule schedule = Schedule.every(Duration.ofHours(1)).parameter("source", List.of(URI.create("file:x")));
        assertThatThrownBy(() -> ScheduleJson.write(schedule))
                .hasMessageContaining(
                        "the schedule's clocks[0].parameters.source[0]: a java.net.URI is nothing that JSON");
        assertThat(ScheduleJson.read(ScheduleJson.write(schedule, Object::toString))
                        .clocks()
                        .getFirst()
                        .parameters())
                .isEqualTo(Map.of("source", List.of("file:x")));
        assertThatThrownBy(() ->
                        ScheduleJson.write(Schedule.every(Duration.ofHours(1)).parameter("x", Double.NaN)))
                .hasMessageContaining("clocks[0].parameters.x");
        assertThatThrownBy(() ->
                        ScheduleJson.write(Schedule.every(Duration.ofHours(1)).labels("\ud800")))
                .hasMessageContaining("half a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|it has to be an object",
                "{}|the field \"format\" is missing",
                "{\"format\":2,\"clocks\":[]}|format: this version of Reeve reads format 1, not 2.",
                "{\"format\":1,\"clocks\":[]}|clocks: a schedule has no clock.",
                "{\"format\":1,\"clocks\":[],\"x\":1}|there is no field \"x\" here. There can be: format, clocks.",
                "{\"format\":1,\"format\":1,\"clocks\":[]}|\"format\" stands twice",
                "{\"format\":1,\"clocks\":[{}]}|clocks[0]: the field \"timing\" is missing.",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"often\"}}]}|clocks[0].timing.kind: there is no \"often\". There is: cron,",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"cron\",\"expression\":\"61 * * * *\"},\"zone\":\"UTC\"}]}|clocks[0].timing.expression: cron expression",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT0S\"},\"zone\":\"UTC\"}]}|clocks[0].timing: an interval of PT0S",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"Mars\"}]}|clocks[0].zone: \"Mars\" is none of what is expected, such as \"Europe/Berlin\".",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"UTC\",\"rules\":[{\"kind\":\"days-of-week\",\"days\":[\"monday\",\"Monday\"]}]}]}|clocks[0].rules[0].days[1]: \"Monday\" is none of",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"UTC\",\"rules\":[{\"kind\":\"own\"}]}]}|clocks[0].rules[0].kind: there is no \"own\".",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"UTC\",\"rules\":[{\"kind\":\"not\",\"filter\":{\"kind\":\"plus\",\"amount\":\"PT1H\"}}]}]}|clocks[0].rules[0].filter.kind: there is no \"plus\".",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"times\",\"times\":[\"2026-01-01T00:00:00Z\",\"soon\"]},\"zone\":\"UTC\"}]}|clocks[0].timing.times[1]: \"soon\" is none of",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"UTC\",\"labels\":[\"a\",\"a\"]}]}|clocks[0].labels[1]: it stands twice.",
                "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},\"zone\":\"UTC\",\"labels\":[\"\"]}]}|clocks[0]: a label or the name",
                "{\"format\":1|at character 12: it ends too early.",
                "{\"format\":1,\"clocks\":[]} x|something follows the end",
                "{\"format\":01,\"clocks\":[]}|a number is expected before it",
                "{\"format\":1e999,\"clocks\":[]}|too large",
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String said) {
        assertThatThrownBy(() -> ScheduleJson.read(json))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining(said);
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertThatThrownBy(() -> ScheduleJson.read("[".repeat(100_000)))
                .hasMessageContaining("nested more than 100 times");
    }
}
