package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

final class ScheduleJsonProperties {
    private static final Arbitrary<LocalDateTime> LOCAL = Arbitraries.longs()
            .between(-10_000_000_000L, 10_000_000_000L)
            .map(second -> LocalDateTime.ofEpochSecond(second, Math.floorMod(second, 7) * 1_000, ZoneOffset.UTC));

    private static final Arbitrary<LocalDate> DATES = LOCAL.map(LocalDateTime::toLocalDate);
    private static final Arbitrary<LocalTime> TIMES = LOCAL.map(LocalDateTime::toLocalTime);
    private static final Arbitrary<Moment> MOMENTS = Arbitraries.oneOf(
            LOCAL.map(Moment.Local::new), LOCAL.map(time -> new Moment.Exact(time.toInstant(ZoneOffset.UTC))));

    private static final Arbitrary<Duration> DURATIONS =
            Arbitraries.integers().between(1, 10_000_000).map(Duration::ofSeconds);

    private static final Arbitrary<Period> PERIODS = Combinators.combine(
                    Arbitraries.integers().between(0, 3),
                    Arbitraries.integers().between(0, 30),
                    Arbitraries.integers().between(1, 400))
            .as(Period::of);

    private static final Arbitrary<String> TEXTS = Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(8)
            .filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));

    private static final Arbitrary<@Nullable Object> VALUES = Arbitraries.<@Nullable Object>lazyOf(
            () -> TEXTS.map(text -> (Object) text),
            () -> Arbitraries.integers().map(n -> (Object) n),
            () -> Arbitraries.longs().greaterOrEqual(1L << 40).map(n -> (Object) n),
            () -> Arbitraries.doubles().map(n -> (Object) n),
            () -> Arbitraries.of(true, false).map(b -> (Object) b),
            () -> Arbitraries.just((Object) List.of(1, "x", Map.of("k", List.of()))));

    private static Arbitrary<Filter> filters(int depth) {
        Arbitrary<Filter> simple = Arbitraries.oneOf(
                Arbitraries.of(DayOfWeek.class).set().map(Filter.DaysOfWeek::new),
                Arbitraries.of(Month.class).set().map(Filter.Months::new),
                DATES.set().ofMaxSize(4).map(Filter.Dates::new),
                TIMES.set().ofMaxSize(4).map(Filter.AtTimes::new),
                Combinators.combine(TIMES, TIMES).as(Filter.BetweenTimes::new),
                Combinators.combine(DATES, DATES)
                        .as((from, to) -> new Filter.BetweenDays(MonthDay.from(from), MonthDay.from(to))),
                Combinators.combine(LOCAL, DURATIONS)
                        .as((from, span) -> new Filter.BetweenDateTimes(from, from.plus(span))),
                Arbitraries.of(new Filter.MonthStart(), new Filter.MonthEnd()),
                DATES.set().ofMaxSize(4).map(Filter.BusinessDays::new));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Filter> inner = filters(depth - 1);
        return Arbitraries.oneOf(
                simple,
                inner.list().ofMaxSize(3).map(Filter.All::new),
                inner.list().ofMaxSize(3).map(Filter.Any::new),
                inner.map(Filter.Not::new));
    }

    private static Arbitrary<Rule> rules() {
        return Arbitraries.oneOf(
                filters(2).map(filter -> (Rule) filter),
                DURATIONS.map(amount -> (Rule) new Adjustment.Plus(amount.negated())),
                PERIODS.map(amount -> (Rule) new Adjustment.PlusCalendar(amount)),
                Arbitraries.of(new Adjustment.NextWeekday(), new Adjustment.PreviousWeekday())
                        .map(rule -> (Rule) rule),
                DATES.set().ofMaxSize(3).map(days -> (Rule) new Adjustment.NextBusinessDay(days)));
    }

    private static Arbitrary<Timing> timings() {
        Arbitrary<@Nullable Moment> anchors = MOMENTS.injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(
                                        "0 13 * * MON-FRI", "*/5 * * * * *", "@daily", "0 0 L * ?", "0 0 13 * FRI"),
                                Arbitraries.of(DayRule.class))
                        .as((text, days) -> (Timing) Cron.parse(text, days)),
                Combinators.combine(DURATIONS, anchors).as((span, anchor) -> (Timing) new Timing.Every(span, anchor)),
                Combinators.combine(PERIODS, anchors).as((span, anchor) -> (Timing) new Timing.Calendar(span, anchor)),
                MOMENTS.list().ofMaxSize(4).map(times -> (Timing) new Timing.Times(times)));
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Clock> clocks = Combinators.combine(
                        timings(),
                        Arbitraries.of("UTC", "Europe/Berlin", "+05:30", "America/Santiago")
                                .map(ZoneId::of),
                        MOMENTS.injectNull(0.5),
                        MOMENTS.injectNull(0.5),
                        Arbitraries.maps(TEXTS, VALUES).ofMaxSize(3),
                        TEXTS.set().ofMaxSize(3),
                        rules().list().ofMaxSize(3))
                .as(Clock::new);
        return clocks.list().ofMinSize(1).ofMaxSize(3).map(Schedule::new);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBackTheSame(@ForAll("schedules") Schedule schedule) {
        String json = ScheduleJson.write(schedule);
        Schedule read = ScheduleJson.read(json);
        assertThat(read).isEqualTo(schedule);
        assertThat(ScheduleJson.write(read)).as("is written the same each time").isEqualTo(json);
    }

    @Property(tries = 500)
    void anyCutOrChangedTextIsReadOrRefusedAsASchedule(
            @ForAll("schedules") Schedule schedule, @ForAll int place, @ForAll char other) {
        String json = ScheduleJson.write(schedule);
        int at = Math.floorMod(place, json.length());
        for (String damaged : List.of(json.substring(0, at), json.substring(0, at) + other + json.substring(at + 1))) {
            try {
                assertThat(ScheduleJson.read(damaged).clocks()).isNotEmpty();
            } catch (ScheduleException refused) {
                assertThat(refused).hasMessageStartingWith("the JSON of a schedule, ");
            }
        }
    }

    /** All kinds of rules and timings are in what is drawn. */
    @Property(tries = 1)
    void everyKindIsDrawn() {
        String all = String.join(
                "",
                schedules().sampleStream().limit(2_000).map(ScheduleJson::write).toList());
        for (String kind : Arrays.asList("cron", "every", "calendar", "times", "not", "any", "all", "business-days")) {
            assertThat(all).contains("\"kind\":\"" + kind + "\"");
        }
    }
}
