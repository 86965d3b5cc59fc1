package dev.reeve.engine.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.Parameter;
import dev.reeve.Secret;
import dev.reeve.engine.Serializers;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FlowSchedulesTest {
    record Range(LocalDate from, Optional<LocalDate> to, List<Long> pages) {}

    private static FlowSchedules of(Consumer<FlowBuilder> parameters) {
        return new FlowSchedules(
                Flow.define("loads", f -> {
                            parameters.accept(f);
                            f.task(() -> 1).named("one");
                        })
                        .graph(),
                Serializers.json());
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("long", 7L);
        values.put("short", (short) 7);
        values.put("float", 0.1f);
        values.put("big", new BigInteger("7"));
        values.put("decimal", new BigDecimal("0.1000000000000000000000000001"));
        values.put("money", new BigDecimal("12.50"));
        values.put("character", 'x');
        values.put("duration", Duration.ofMinutes(90));
        values.put("day", LocalDate.of(2026, 3, 29));
        values.put("instant", Instant.parse("2026-03-29T01:00:00.123456789Z"));
        values.put("uri", URI.create("s3://bucket/a%20b"));
        values.put("uuid", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        values.put("enum", DayOfWeek.SUNDAY);
        values.put("text", "7 \"a\\\n\u2028😀");
        values.put("record", new Range(LocalDate.of(2026, 1, 1), Optional.empty(), List.of(1L, 5_000_000_000L)));
        return values;
    }

    @Test
    void valuesComeBackAsTheTypesThatTheFlowDeclares() {
        FlowSchedules schedules = of(f -> values().forEach(f::parameter));
        Schedule schedule = Schedule.cron("0 13 * * MON-FRI").in("Europe/Berlin");
        for (Map.Entry<String, Object> value : values().entrySet()) {
            schedule = schedule.parameter(value.getKey(), value.getValue());
        }

        Schedule read = schedules.read(schedules.write(schedule));

        assertThat(read).isEqualTo(schedule);
        assertThat(read.clocks().getFirst().parameters()).isEqualTo(values());
    }

    @Test
    void aNumberIsReadAsWhatTheParameterIsAlsoIfAPersonWroteTheJson() {
        FlowSchedules schedules = of(f -> {
            Parameter<Long> pages = f.parameter("pages", 1L);
            Parameter<BigDecimal> rate = f.parameter("rate", BigDecimal.ONE);
            Parameter<Double> share = f.parameter("share", 0.5);
            assertThat(List.of(pages, rate, share)).hasSize(3);
        });

        Schedule read =
                schedules.read("{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},"
                        + "\"zone\":\"UTC\",\"parameters\":{\"pages\":3,\"rate\":2,\"share\":1}}]}");

        assertThat(read.clocks().getFirst().parameters())
                .isEqualTo(Map.of("pages", 3L, "rate", new BigDecimal(2), "share", 1.0));
    }

    @Test
    void whatIsNoValueOfAParameterIsRefusedWithItsPlace() {
        FlowSchedules schedules = of(f -> f.parameter("pages", 1L));
        Schedule hourly = Schedule.every(Duration.ofHours(1));

        assertThatThrownBy(() -> schedules.read(
                        "{\"format\":1,\"clocks\":[{\"timing\":{\"kind\":\"every\",\"interval\":\"PT1H\"},"
                                + "\"zone\":\"UTC\",\"parameters\":{\"pages\":\"many\"}}]}"))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("clocks[0].parameters.pages: it cannot be read as java.lang.Long");
        assertThatThrownBy(() -> schedules.write(hourly.parameter("pages", List.of("many"))))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("clocks[0].parameters.pages: it cannot be written as java.lang.Long");
        assertThatThrownBy(() -> schedules.write(hourly.parameter("page", 1L)))
                .hasMessageContaining("clocks[0].parameters.page: flow \"loads\" has no such parameter.")
                .hasMessageContaining("pages");
    }

    @Test
    void aSecretIsNotWritten() {
        FlowSchedules schedules = of(f -> f.parameter("token", "none"));
        Secret secret = new Secret() {
            @Override
            public String name() {
                return "token";
            }

            @Override
            public String reveal() {
                return "t0ken-in-a-schedule";
            }
        };

        assertThatThrownBy(() ->
                        schedules.write(Schedule.every(Duration.ofHours(1)).parameter("token", secret)))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("clocks[0].parameters.token: a secret does not stand in a schedule")
                .hasMessageNotContaining("t0ken-in-a-schedule");
    }
}
