package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> times(Schedule schedule, Instant after, int count) {
        return schedule.next(after, count)
                .map(firing -> firing.time().toString())
                .toList();
    }

    private static List<String> local(Schedule schedule, String after, int count) {
        ZoneId zone = schedule.clocks().getFirst().zone();
        return schedule.next(LocalDateTime.parse(after).atZone(zone).toInstant(), count)
                .map(firing -> firing.local().toLocalDateTime().toString())
                .toList();
    }

    @Test
    void anIntervalOfTimeIsCountedFromItsAnchorInBothDirections() {
        Schedule schedule = Schedule.every(Duration.ofHours(7)).anchoredAt(NEW_YEAR);
        assertThat(times(schedule, NEW_YEAR, 2)).containsExactly("2026-01-01T07:00:00Z", "2026-01-01T14:00:00Z");
        assertThat(times(schedule, NEW_YEAR.minusNanos(1), 1)).containsExactly("2026-01-01T00:00:00Z");
        assertThat(times(schedule, NEW_YEAR.minusSeconds(1).minus(Duration.ofHours(7)), 1))
                .containsExactly("2025-12-31T17:00:00Z");
    }

    @Test
    void withoutAnchorAnIntervalIsCountedFromItsStartAndElseFromMidnight() {
        assertThat(times(Schedule.every(Duration.ofHours(5)).starting(NEW_YEAR.plusSeconds(90)), Instant.MIN, 2))
                .containsExactly("2026-01-01T00:01:30Z", "2026-01-01T05:01:30Z");
        assertThat(times(Schedule.every(Duration.ofMinutes(15)), NEW_YEAR.plusSeconds(1), 2))
                .containsExactly("2026-01-01T00:15:00Z", "2026-01-01T00:30:00Z");
        assertThat(times(Schedule.every(Duration.ofHours(6)).in("Europe/Berlin"), NEW_YEAR, 1))
                .containsExactly("2026-01-01T05:00:00Z");
        assertThat(local(Schedule.every(Period.ofWeeks(1)).in("Europe/Berlin"), "2026-07-01T00:00", 1))
                .as("a Monday")
                .containsExactly("2026-07-06T00:00");
        assertThat(local(Schedule.every(Period.ofYears(1)), "2026-07-01T00:00", 1))
                .containsExactly("2027-01-01T00:00");
    }

    @Test
    void anIntervalOfTimeCountsWhatPassesAndOneOfTheCalendarKeepsTheHour() {
        LocalDateTime nine = LocalDateTime.of(2026, 3, 27, 9, 0);
        assertThat(local(
                        Schedule.every(Duration.ofHours(24)).in("Europe/Berlin").anchoredAt(nine),
                        "2026-03-27T12:00",
                        3))
                .containsExactly("2026-03-28T09:00", "2026-03-29T10:00", "2026-03-30T10:00");
        assertThat(local(Schedule.every(Period.ofDays(1)).in("Europe/Berlin").anchoredAt(nine), "2026-03-27T12:00", 3))
                .containsExactly("2026-03-28T09:00", "2026-03-29T09:00", "2026-03-30T09:00");
        assertThat(times(
                        Schedule.every(Duration.ofHours(1)).in("America/New_York"),
                        Instant.parse("2018-11-04T03:30:00Z"),
                        4))
                .containsExactly(
                        "2018-11-04T04:00:00Z", "2018-11-04T05:00:00Z", "2018-11-04T06:00:00Z", "2018-11-04T07:00:00Z");
    }

    @Test
    void anIntervalOfTheCalendarFollowsTheRuleForChangesOfTheClocks() {
        Schedule daily =
                Schedule.every(Period.ofDays(1)).in("Europe/Berlin").anchoredAt(LocalDateTime.of(2020, 1, 1, 2, 30));
        assertThat(local(daily, "2026-03-28T00:00", 3))
                .containsExactly("2026-03-28T02:30", "2026-03-29T03:30", "2026-03-30T02:30");
        assertThat(times(daily, Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(local(
                        Schedule.every(Period.ofDays(1))
                                .in("Pacific/Apia")
                                .anchoredAt(LocalDateTime.of(2011, 1, 1, 13, 0)),
                        "2011-12-29T00:00",
                        3))
                .containsExactly("2011-12-29T13:00", "2011-12-31T13:00", "2012-01-01T13:00");
    }

    @Test
    void monthsFromThe31stFallOnLastDaysAndDoNotDrift() {
        Schedule monthly = Schedule.every(Period.ofMonths(1)).anchoredAt(LocalDateTime.of(2025, 10, 31, 6, 0));
        assertThat(local(monthly, "2027-12-01T00:00", 4))
                .containsExactly("2027-12-31T06:00", "2028-01-31T06:00", "2028-02-29T06:00", "2028-03-31T06:00");
        assertThat(local(
                        Schedule.every(Period.of(0, 1, 1)).anchoredAt(LocalDateTime.of(2026, 1, 1, 0, 0)),
                        "2026-01-01T00:00",
                        3))
                .containsExactly("2026-02-02T00:00", "2026-03-03T00:00", "2026-04-04T00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "PT0.5S", "PT1.000000001S"})
    void anIntervalOfTimeIsWholeSecondsAboveZero(String interval) {
        assertThatThrownBy(() -> Schedule.every(Duration.parse(interval)))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("whole seconds, at least one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P1M-1D"})
    void anIntervalOfTheCalendarIsAboveZero(String interval) {
        assertThatThrownBy(() -> Schedule.every(Period.parse(interval))).isInstanceOf(ScheduleException.class);
    }

    @Test
    void listedTimesAreSortedAndTakenOnce() {
        Schedule schedule =
                Schedule.at(NEW_YEAR.plusSeconds(7), NEW_YEAR, NEW_YEAR.plusSeconds(7), NEW_YEAR.plusNanos(3));
        assertThat(times(schedule, NEW_YEAR, 9))
                .containsExactly("2026-01-01T00:00:00.000000003Z", "2026-01-01T00:00:07Z");
        assertThat(times(Schedule.at(LocalDateTime.of(2026, 3, 29, 2, 30)).in("Europe/Berlin"), NEW_YEAR, 9))
                .containsExactly("2026-03-29T01:30:00Z");
    }

    @Test
    void startAndEndAreInclusive() {
        Schedule daily = Schedule.cron("@daily").starting(NEW_YEAR).ending(NEW_YEAR.plus(Duration.ofDays(2)));
        assertThat(times(daily, Instant.EPOCH, 9))
                .containsExactly("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z");
        assertThat(times(daily.starting(NEW_YEAR.plusNanos(1000)), Instant.EPOCH, 1))
                .containsExactly("2026-01-02T00:00:00Z");
        Schedule berlin = Schedule.cron("@daily")
                .starting(LocalDateTime.of(2026, 1, 1, 0, 0))
                .ending(LocalDateTime.of(2026, 1, 1, 23, 59))
                .in("Europe/Berlin");
        assertThat(times(berlin, Instant.EPOCH, 9)).containsExactly("2025-12-31T23:00:00Z");
        assertThat(berlin.next(NEW_YEAR)).isEmpty();
    }

    @Test
    void clocksAreMergedAndWhatTheyAgreeOnIsOnce() {
        Schedule both = Schedule.cron("0 */2 * * *")
                .and(Schedule.every(Duration.ofHours(3)).anchoredAt(NEW_YEAR));
        assertThat(times(both, NEW_YEAR, 5))
                .containsExactly(
                        "2026-01-01T02:00:00Z",
                        "2026-01-01T03:00:00Z",
                        "2026-01-01T04:00:00Z",
                        "2026-01-01T06:00:00Z",
                        "2026-01-01T08:00:00Z");
    }

    @Test
    void firingsThatDifferInParametersOrLabelsStayInTheOrderOfTheirClocks() {
        Schedule daily = Schedule.cron("@daily");
        Schedule many = daily.parameter("x", 2)
                .and(daily.parameter("x", 1))
                .and(daily.labels("gpu"))
                .and(daily.parameter("x", 2))
                .and(daily.parameters(Collections.singletonMap("x", null)));
        List<Firing> firings = many.next(NEW_YEAR, 4).toList();
        assertThat(firings).extracting(Firing::time).containsOnly(NEW_YEAR.plus(Duration.ofDays(1)));
        assertThat(firings)
                .<Object>extracting(firing -> firing.parameters().get("x"))
                .containsExactly(2, 1, null, null);
        assertThat(firings).extracting(Firing::labels).containsExactly(Set.of(), Set.of(), Set.of("gpu"), Set.of());
        assertThat(firings.get(3).parameters()).containsKey("x");
    }

    @Test
    void aMethodChangesTheClocksThatAreThereAndNoneThatComeLater() {
        Schedule schedule = Schedule.cron("0 9 * * *")
                .in("Europe/Berlin")
                .parameter("a", 1)
                .and(Schedule.cron("0 9 * * *").parameter("a", 1));
        assertThat(times(schedule, NEW_YEAR, 2)).containsExactly("2026-01-01T08:00:00Z", "2026-01-01T09:00:00Z");
        assertThat(schedule.parameter("b", 2).clocks())
                .allSatisfy(clock -> assertThat(clock.parameters()).isEqualTo(Map.of("a", 1, "b", 2)));
    }

    @Test
    void filtersLookAtWhatClocksShow() {
        Schedule hourly = Schedule.every(Duration.ofHours(1)).in("Europe/Berlin");
        assertThat(local(
                        hourly.onlyWhen(Filter.weekdays(), Filter.at(LocalTime.of(9, 0), LocalTime.of(15, 0)))
                                .except(Filter.onDates(LocalDate.of(2026, 1, 5))),
                        "2026-01-02T12:00",
                        4))
                .containsExactly("2026-01-02T15:00", "2026-01-06T09:00", "2026-01-06T15:00", "2026-01-07T09:00");
        assertThat(local(
                        hourly.onlyWhen(Filter.betweenTimes(LocalTime.of(22, 0), LocalTime.of(1, 0))),
                        "2026-01-01T12:00",
                        5))
                .containsExactly(
                        "2026-01-01T22:00",
                        "2026-01-01T23:00",
                        "2026-01-02T00:00",
                        "2026-01-02T01:00",
                        "2026-01-02T22:00");
        assertThat(local(
                        hourly.onlyWhenAny(Filter.at(LocalTime.NOON), Filter.weekends())
                                .onlyWhen(Filter.not(Filter.on(DayOfWeek.SUNDAY))),
                        "2026-01-02T00:00",
                        3))
                .containsExactly("2026-01-02T12:00", "2026-01-03T00:00", "2026-01-03T01:00");
    }

    @Test
    void filtersOfDays() {
        Schedule daily = Schedule.cron("@daily");
        assertThat(local(daily.onlyWhen(Filter.monthEnd()), "2028-01-31T00:00", 2))
                .containsExactly("2028-02-29T00:00", "2028-03-31T00:00");
        assertThat(local(daily.onlyWhen(Filter.monthStart(), Filter.in(Month.MAY)), "2026-01-01T00:00", 2))
                .containsExactly("2026-05-01T00:00", "2027-05-01T00:00");
        assertThat(local(
                        daily.onlyWhen(Filter.betweenDays(MonthDay.of(12, 31), MonthDay.of(1, 2))),
                        "2026-06-01T00:00",
                        4))
                .containsExactly("2026-12-31T00:00", "2027-01-01T00:00", "2027-01-02T00:00", "2027-12-31T00:00");
        assertThat(local(
                        daily.onlyWhen(Filter.betweenDays(MonthDay.of(3, 30), MonthDay.of(3, 2))),
                        "2026-03-01T00:00",
                        2))
                .as("over the end of the year within one month")
                .containsExactly("2026-03-02T00:00", "2026-03-30T00:00");
        assertThat(local(daily.onlyWhen(Filter.businessDays(Set.of(LocalDate.of(2026, 5, 1)))), "2026-04-30T00:00", 2))
                .containsExactly("2026-05-04T00:00", "2026-05-05T00:00");
        assertThat(local(
                        daily.onlyWhen(Filter.betweenDateTimes(
                                LocalDateTime.of(2026, 2, 3, 0, 0), LocalDateTime.of(2026, 2, 4, 0, 0))),
                        "2026-01-01T00:00",
                        9))
                .containsExactly("2026-02-03T00:00", "2026-02-04T00:00");
        assertThatThrownBy(() -> Filter.betweenDateTimes(LocalDateTime.MAX, LocalDateTime.MIN))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("Exchange them");
    }

    @Test
    void timesThatAreMovedTogetherBecomeOne() {
        Schedule moved = Schedule.cron("@daily").moved(Adjustment.nextWeekday());
        assertThat(local(moved, "2026-01-02T00:00", 3)) // a Friday
                .containsExactly("2026-01-05T00:00", "2026-01-06T00:00", "2026-01-07T00:00");
        assertThat(local(moved, "2026-01-04T12:00", 1)).as("asked on Sunday").containsExactly("2026-01-05T00:00");
        assertThat(local(Schedule.cron("0 9 * * *").moved(Adjustment.previousWeekday()), "2026-01-01T10:00", 2))
                .containsExactly("2026-01-02T09:00", "2026-01-05T09:00");
    }

    @Test
    void movesAreFoundWhicheverWayTheyGo() {
        assertThat(local(
                        Schedule.cron("0 9 * * *").moved(Adjustment.plus(Duration.ofHours(-10))),
                        "2026-01-01T00:00",
                        2))
                .containsExactly("2026-01-01T23:00", "2026-01-02T23:00");
        assertThat(local(
                        Schedule.cron("0 0 1 * *").moved(Adjustment.plus(Period.ofMonths(-13))), "2026-01-01T00:00", 2))
                .containsExactly("2026-02-01T00:00", "2026-03-01T00:00");
        assertThat(local(
                        Schedule.cron("0 0 31 * *").moved(Adjustment.plus(Period.of(2, 1, -1))), "2026-01-01T00:00", 3))
                .containsExactly("2026-01-30T00:00", "2026-02-27T00:00", "2026-04-29T00:00");
        Set<LocalDate> holidays = Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 5));
        assertThat(local(Schedule.cron("0 0 1 1 *").moved(Adjustment.nextBusinessDay(holidays)), "2025-12-31T00:00", 2))
                .containsExactly("2026-01-06T00:00", "2027-01-01T00:00");
    }

    @Test
    void filtersAndMovesApplyInTheOrderInWhichTheyAreSaid() {
        Schedule saturdays = Schedule.cron("@daily").onlyWhen(Filter.weekends());
        assertThat(local(saturdays.moved(Adjustment.nextWeekday()), "2026-01-01T00:00", 2))
                .containsExactly("2026-01-05T00:00", "2026-01-12T00:00");
        assertThat(local(
                        Schedule.cron("@daily")
                                .moved(Adjustment.plus(Period.ofDays(1)))
                                .onlyWhen(Filter.monthStart()),
                        "2026-01-01T00:00",
                        1))
                .containsExactly("2026-02-01T00:00");
    }

    @Test
    void afterAnEndAMovedTimeStillComes() {
        Schedule schedule = Schedule.cron("@daily")
                .ending(LocalDateTime.of(2026, 1, 3, 0, 0)) // a Saturday
                .moved(Adjustment.nextWeekday());
        assertThat(local(schedule, "2026-01-02T00:00", 9)).containsExactly("2026-01-05T00:00");
    }

    @Test
    void filtersThatLetNothingThroughAreSaidWithoutAnEndlessSearch() {
        Schedule never = Schedule.cron("* * * * *").onlyWhen(Filter.own("never", time -> false));
        assertThatThrownBy(() -> never.next(NEW_YEAR))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("only when never")
                .hasMessageContaining("Take one away");
        assertThat(Schedule.cron("0 0 * * MON").onlyWhen(Filter.weekends()).next(NEW_YEAR))
                .isEmpty();
    }

    @Test
    void onlyOwnFiltersKeepAScheduleFromBeingData() {
        Filter own = Filter.own("full moon", time -> time.getDayOfMonth() == 7);
        Schedule plain = Schedule.cron("@daily").onlyWhen(Filter.all(Filter.weekdays(), Filter.not(Filter.monthEnd())));
        assertThat(plain.moved(Adjustment.nextWeekday()).isData()).isTrue();
        assertThat(plain.onlyWhen(own).isData()).isFalse();
        assertThat(plain.except(own).isData()).isFalse();
        assertThat(plain.onlyWhenAny(own, Filter.weekends()).isData()).isFalse();
        assertThat(plain.onlyWhen(Filter.all(own)).isData()).isFalse();
        assertThat(local(Schedule.cron("@daily").onlyWhen(own), "2026-01-01T00:00", 1))
                .containsExactly("2026-01-07T00:00");
        assertThatThrownBy(() -> Filter.own(" ", time -> true)).hasMessageContaining("has no name");
    }

    @Test
    void firingsAreWorkedOutAsTheyAreAskedFor() {
        List<Integer> asked = new ArrayList<>();
        Schedule schedule =
                Schedule.cron("@daily").onlyWhen(Filter.own("watched", time -> asked.add(time.getDayOfMonth())));
        Iterator<Firing> firings =
                schedule.and(Schedule.cron("@yearly")).firings(NEW_YEAR).iterator();
        assertThat(asked).isEmpty();
        firings.next();
        firings.next();
        assertThat(asked).containsExactly(2, 3);
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatThrownBy(() -> new Schedule(List.of())).hasMessageContaining("Begin with Schedule.cron");
        assertThatThrownBy(() -> Schedule.cron("@daily").in("Mars/Olympus"))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("\"Mars/Olympus\"");
        assertThatThrownBy(() -> Schedule.cron("@daily").anchoredAt(NEW_YEAR))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("at 00:00, every day")
                .hasMessageContaining(".starting(..)");
        assertThat(Schedule.at(new Instant[0]).next(NEW_YEAR)).isEmpty();
        assertThatThrownBy(() -> Schedule.cron(null)).hasMessageContaining("a cron expression is null");
        assertThatThrownBy(() -> Schedule.cron("@daily").in((ZoneId) null)).hasMessageContaining("zone is null");
        assertThatThrownBy(() -> Schedule.cron("@daily").ending((Instant) null)).hasMessageContaining("is null");
        assertThatThrownBy(() -> Schedule.cron("@daily").labels("a", "")).isInstanceOf(ScheduleException.class);
    }

    @Test
    void schedulesAreEqualIfAllThatTheySayIs() {
        assertThat(Schedule.cron("@daily").in("Europe/Berlin").parameter("a", 1))
                .isEqualTo(Schedule.cron("@daily").in("Europe/Berlin").parameter("a", 1))
                .isNotEqualTo(Schedule.cron("@daily").in("Europe/Berlin"));
        assertThat(Schedule.cron("0 0 1 * 1")).isNotEqualTo(Schedule.cron("0 0 1 * 1", DayRule.BOTH));
    }
}
