package dev.reeve.engine.familiar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.schedule.Adjustment;
import dev.reeve.schedule.CronException;
import dev.reeve.schedule.DayRule;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules: their firings, and what a run is given by one. */
final class SchedulesTest {
    private static final Instant NEW_YEAR = Instant.parse("2019-01-01T00:00:00Z");
    private static final String NEW_YORK = "America/New_York";

    private static ResultFlow<Integer> twice(Schedule schedule) {
        return Flow.returning("twice", f -> {
            f.schedule(schedule);
            return f.task(Bodies::twice, f.parameter("x", 3));
        });
    }

    /** What the flow yields at each firing. */
    private static List<Integer> results(ResultFlow<Integer> flow) {
        return flow.schedule()
                .orElseThrow()
                .firings(NEW_YEAR)
                .<Integer>map(
                        firing -> flow.run(RunOptions.DEFAULT.firing(firing)).result())
                .toList();
    }

    private static List<String> times(Schedule schedule, String after, int count) {
        return schedule.next(Instant.parse(after), count)
                .map(firing -> firing.time().toString())
                .toList();
    }

    private static List<String> days(Schedule schedule, String after, int count) {
        return schedule.next(Instant.parse(after), count)
                .map(firing -> firing.local().toLocalDate().toString())
                .toList();
    }

    // 11
    @Test
    void aScheduleThatIsOverHasNoFirings() {
        ResultFlow<Integer> flow = twice(Schedule.at(NEW_YEAR.minusSeconds(1)));
        assertThat(flow.schedule().orElseThrow().next(NEW_YEAR)).isEmpty();
        assertThat(results(flow)).isEmpty();
    }

    // 12
    @Test
    void eachClockGivesItsOwnParameters() {
        Schedule first = Schedule.at(NEW_YEAR.plusSeconds(1)).parameter("x", 1);
        Schedule second = Schedule.at(NEW_YEAR.plusSeconds(2)).parameter("x", 2);
        assertThat(results(twice(first.and(second)))).containsExactly(2, 4);
    }

    // 13
    @Test
    void whatAClockGaveIsForgottenAtTheNextFiring() {
        Schedule first = Schedule.at(NEW_YEAR.plusSeconds(1)).parameter("x", 1);
        Schedule second = Schedule.at(NEW_YEAR.plusSeconds(2));
        assertThat(results(twice(first.and(second)))).containsExactly(2, 6);
    }

    @Test
    void whatTheCallerGivesWinsOverTheSchedule() {
        ResultFlow<Integer> flow = twice(Schedule.at(NEW_YEAR.plusSeconds(1)).parameter("x", 1));
        RunOptions asked = RunOptions.DEFAULT
                .parameter("x", 5)
                .firing(flow.schedule().orElseThrow().next(NEW_YEAR).orElseThrow());
        assertThat(flow.run(asked).result()).isEqualTo(10);
    }

    // 76
    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatThrownBy(() -> Schedule.cron("*")).isInstanceOf(CronException.class);
        assertThatThrownBy(() -> Schedule.cron("* * 32 1 1")).isInstanceOf(CronException.class);
        assertThatThrownBy(() -> Schedule.every(Duration.ZERO)).isInstanceOf(ScheduleException.class);
        assertThatThrownBy(() -> Schedule.every(Duration.ofMinutes(-1))).isInstanceOf(ScheduleException.class);
    }

    // 77
    @Test
    void anIntervalBeginsWithItsStartAndGoesOnByWholeSteps() {
        Schedule hourly = Schedule.every(Duration.ofHours(1)).starting(NEW_YEAR);
        assertThat(times(hourly, "2019-01-01T02:30:00Z", 1)).containsExactly("2019-01-01T03:00:00Z");
        assertThat(times(hourly, "2018-06-01T00:00:00Z", 1)).containsExactly("2019-01-01T00:00:00Z");
    }

    // 78
    @Test
    void aCronExpressionWaitsForItsFirstTimeFromTheStartOn() {
        Schedule midnight = Schedule.cron("0 0 * * *");
        assertThat(times(midnight.starting(Instant.parse("2019-01-01T06:00:00Z")), "2018-01-01T00:00:00Z", 1))
                .containsExactly("2019-01-02T00:00:00Z");
        assertThat(times(midnight.starting(NEW_YEAR.plusNanos(1_000)), "2018-01-01T00:00:00Z", 1))
                .containsExactly("2019-01-02T00:00:00Z");
    }

    // 79
    @Test
    void dayAndWeekdayTogetherAreOneFiringAMonth() {
        assertThat(days(Schedule.cron("0 0 1-7 * 2", DayRule.BOTH), "2019-01-01T00:00:00Z", 3))
                .containsExactly("2019-02-05", "2019-03-05", "2019-04-02");
    }

    // 80
    @Test
    void changesOfTheClocksDoubleAndLoseNothing() {
        List<String> fourHours =
                List.of("2018-11-04T04:00:00Z", "2018-11-04T05:00:00Z", "2018-11-04T06:00:00Z", "2018-11-04T07:00:00Z");
        String evening = "2018-11-04T03:30:00Z";
        assertThat(times(Schedule.every(Duration.ofHours(1)).in(NEW_YORK), evening, 4))
                .isEqualTo(fourHours);
        assertThat(times(Schedule.cron("0 * * * *").in(NEW_YORK), evening, 4)).isEqualTo(fourHours);

        List<String> nine =
                List.of("2018-03-09T14:00:00Z", "2018-03-10T14:00:00Z", "2018-03-11T13:00:00Z", "2018-03-12T13:00:00Z");
        LocalDateTime anchor = LocalDateTime.of(2018, 3, 8, 9, 0);
        assertThat(times(Schedule.cron("0 9 * * *").in(NEW_YORK), "2018-03-08T14:00:00Z", 4))
                .isEqualTo(nine);
        assertThat(times(Schedule.every(Period.ofDays(1)).in(NEW_YORK).anchoredAt(anchor), "2018-03-08T14:00:00Z", 4))
                .isEqualTo(nine);

        assertThat(times(Schedule.cron("30 1 * * *").in(NEW_YORK), "2018-11-04T00:00:00Z", 2))
                .containsExactly("2018-11-04T05:30:00Z", "2018-11-05T06:30:00Z");
        assertThat(times(Schedule.cron("30 2 * * *").in(NEW_YORK), "2018-03-11T00:00:00Z", 2))
                .containsExactly("2018-03-11T07:30:00Z", "2018-03-12T06:30:00Z");
        assertThat(days(Schedule.cron("0 0 * * 0").in("America/Santiago"), "2022-08-21T12:00:00Z", 4))
                .containsExactly("2022-08-28", "2022-09-04", "2022-09-11", "2022-09-18");
    }

    // 81
    @Test
    void equalFiringsAreOneAndThoseWithOtherParametersAreNot() {
        Schedule daily = Schedule.cron("@daily");
        assertThat(daily.and(daily)
                        .and(daily.parameter("x", 1))
                        .next(NEW_YEAR, 4)
                        .map(firing -> firing.time() + " " + firing.parameters()))
                .containsExactly(
                        "2019-01-02T00:00:00Z {}",
                        "2019-01-02T00:00:00Z {x=1}",
                        "2019-01-03T00:00:00Z {}",
                        "2019-01-03T00:00:00Z {x=1}");
    }

    // 82
    @Test
    void filtersComeBeforeTheMoveThatIsSaidAfterThem() {
        Schedule office = Schedule.every(Duration.ofHours(1))
                .onlyWhen(Filter.weekdays())
                .onlyWhenAny(Filter.at(LocalTime.of(9, 0)), Filter.at(LocalTime.of(15, 0)))
                .except(Filter.onDates(LocalDate.of(2019, 1, 8)));
        assertThat(times(office, "2019-01-04T10:00:00Z", 4))
                .containsExactly(
                        "2019-01-04T15:00:00Z", "2019-01-07T09:00:00Z", "2019-01-07T15:00:00Z", "2019-01-09T09:00:00Z");
        assertThat(times(office.moved(Adjustment.plus(Duration.ofHours(3))), "2019-01-04T13:00:00Z", 2))
                .containsExactly("2019-01-04T18:00:00Z", "2019-01-07T12:00:00Z");
    }
}
