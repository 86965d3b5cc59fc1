package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of a schedule and of each of its firings. */
class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 13 * * *|at 13:00, every day",
                "0,30 9,17 * * *|at 09:00, 09:30, 17:00 and 17:30, every day",
                "30 0 13 * * *|at 13:00:30, every day",
                "* * * * *|every minute, every day",
                "* * * * * *|every second, every day",
                "*/10 * * * * *|every 10th second, every day",
                "*/15 * * * *|every 15th minute of every hour, every day",
                "5/15 * * * *|every 15th minute from 5 to 59 of every hour, every day",
                "5 * * * *|minute 5 of every hour, every day",
                "*/5 9-17 * * MON-FRI|every 5th minute of hour 9 to 17, on Monday to Friday",
                "0 */2 * * *|minute 0 of every 2nd hour, every day",
                "1,10-20/2,*/30 3 * * *|minute 1, every 2nd minute from 10 to 20 and every 30th minute of hour 3, every day",
                "* 9 * * *|every minute of hour 9, every day",
                "0 0 1,15 * *|at 00:00, on day 1 and day 15",
                "0 0 1-7 * *|at 00:00, on days 1 to 7",
                "0 0 */2 * *|at 00:00, on every 2nd day of month",
                "0 0 L * *|at 00:00, on the last day of the month",
                "0 0 L-1 * *|at 00:00, on the day before the last of the month",
                "0 0 L-3 * *|at 00:00, on the day 3 days before the last of the month",
                "0 0 LW * *|at 00:00, on the last weekday (Monday to Friday) of the month",
                "0 0 15W * *|at 00:00, on the weekday (Monday to Friday) nearest to day 15",
                "0 0 * * FRI#3|at 00:00, on the 3rd Friday of the month",
                "0 0 * * 7L|at 00:00, on the last Sunday of the month",
                "0 0 * * 1-5/2|at 00:00, on every 2nd day of week from Monday to Friday",
                "0 0 13 * 5|at 00:00, on day 13 or on Friday, either is enough",
                "0 0 * JAN,JUN-AUG *|at 00:00, every day, in January and June to August",
                "0 0 1 */3 *|at 00:00, on day 1, in every 3rd month",
                "@hourly|minute 0 of every hour, every day",
            })
    void eachConstructHasWords(String expression, String words) {
        assertThat(Cron.parse(expression).words()).isEqualTo(words);
    }

    @Test
    void bothDaysTogetherHaveOtherWords() {
        assertThat(Cron.parse("0 0 13 * 5", DayRule.BOTH).words())
                .isEqualTo("at 00:00, on day 13 where that is also on Friday");
    }

    @Test
    void aScheduleIsToldWithZoneBoundsAndRules() {
        assertThat(Schedule.every(Duration.ofMinutes(90))
                        .in("Europe/Berlin")
                        .starting(LocalDateTime.of(2026, 1, 1, 0, 0))
                        .ending(Instant.parse("2027-01-01T00:00:00Z"))
                        .onlyWhen(
                                Filter.weekdays(),
                                Filter.any(
                                        Filter.betweenTimes(LocalTime.of(9, 0), LocalTime.NOON),
                                        Filter.betweenDays(MonthDay.of(7, 1), MonthDay.of(8, 31))))
                        .except(Filter.onDates(LocalDate.of(2026, 5, 1)), Filter.monthEnd())
                        .moved(Adjustment.plus(Duration.ofSeconds(61)), Adjustment.nextBusinessDay(Set.of()))
                        .and(Schedule.every(Period.of(1, 0, 1)))
                        .words())
                .isEqualTo("every 1 hour 30 minutes of elapsed time, in Europe/Berlin, from 2026-01-01T00:00 on, until"
                        + " 2027-01-01T00:00:00Z, only on Monday or Tuesday or Wednesday or Thursday or Friday, only"
                        + " either from 09:00 to 12:00 or from 1 July to 31 August, only not on 2026-05-01, only not on"
                        + " the last day of the month, moved by 1 minute 1 second, moved from weekends and 0 holidays to"
                        + " the next business day; and every 1 year 1 day of the calendar, at the same time of the day,"
                        + " in UTC");
        assertThat(Schedule.at(Instant.EPOCH).words()).isEqualTo("at 1970-01-01T00:00:00Z, in UTC");
    }

    private static List<String> reasons(Schedule schedule, String after, int which) {
        ZoneId zone = schedule.clocks().getFirst().zone();
        return schedule.explained(LocalDateTime.parse(after).atZone(zone).toInstant())
                .skip(which)
                .findFirst()
                .orElseThrow()
                .reasons();
    }

    private static Schedule berlin(String expression) {
        return Schedule.cron(expression).in("Europe/Berlin");
    }

    @Test
    void nothingIsSaidWhereNothingIsToSay() {
        assertThat(reasons(berlin("0 13 * * *"), "2026-03-28T00:00", 0)).isEmpty();
        assertThat(reasons(berlin("0 13 * * *"), "2026-03-29T00:00", 0)).isEmpty();
    }

    @Test
    void aSkippedTimeIsTold() {
        assertThat(reasons(berlin("30 2 * * *"), "2026-03-28T12:00", 0))
                .containsExactly(
                        "02:30 does not exist on 29 March 2026 in Europe/Berlin: clocks go from 02:00 to 03:00. What"
                                + " is meant for a time that is skipped is as late as it would have been, at 03:30.");
        assertThat(reasons(Schedule.cron("0 13 30 12 *").in("Pacific/Apia"), "2011-01-01T00:00", 0))
                .hasSize(2)
                .anyMatch(reason -> reason.startsWith("Friday 30 December 2011 is meant by \"day 30\""))
                .anyMatch(reason -> reason.endsWith("at 13:00 on 31 December 2011."));
        assertThat(reasons(
                        Schedule.every(Period.ofDays(1))
                                .in("Europe/Berlin")
                                .anchoredAt(LocalDateTime.of(2026, 1, 1, 2, 10)),
                        "2026-03-29T00:00",
                        0))
                .singleElement()
                .asString()
                .startsWith("02:10 does not exist");
        assertThat(reasons(Schedule.at(LocalDateTime.of(2026, 3, 29, 2, 5)).in("Europe/Berlin"), "2026-03-29T00:00", 0))
                .singleElement()
                .asString()
                .startsWith("02:05 does not exist");
    }

    @Test
    void aSkippedTimeOfAStarIsToldAtTheNextFiring() {
        assertThat(reasons(berlin("*/30 * * * *"), "2026-03-29T01:15", 1))
                .containsExactly(
                        "02:00 does not exist on 29 March 2026 in Europe/Berlin: clocks go from 02:00 to 03:00. An"
                                + " expression with * or a step in minute or hour passes over what clocks skip.");
        assertThat(reasons(berlin("*/30 * * * *"), "2026-03-29T01:15", 2)).isEmpty();
    }

    @Test
    void aRepeatedTimeIsTold() {
        assertThat(reasons(berlin("30 2 * * *"), "2026-10-24T12:00", 0))
                .containsExactly(
                        "02:30 comes twice on 25 October 2026 in Europe/Berlin: clocks go back from 03:00 to 02:00."
                                + " This is the first; a fixed time fires at the first only.");
        assertThat(reasons(berlin("30 * * * *"), "2026-10-25T02:00", 0))
                .singleElement()
                .asString()
                .endsWith("This is the first; an expression with * or a step in minute or hour fires at both.");
        assertThat(reasons(berlin("30 * * * *"), "2026-10-25T02:00", 1))
                .singleElement()
                .asString()
                .contains("This is the second;");
    }

    @Test
    void anInstantIsNoLocalTimeThatComesTwice() {
        Instant second = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(reasons(Schedule.at(second).in("Europe/Berlin"), "2026-10-24T12:00", 0))
                .isEmpty();
        assertThat(reasons(
                        Schedule.at(LocalDateTime.of(2026, 10, 25, 2, 30)).in("Europe/Berlin"), "2026-10-24T12:00", 0))
                .singleElement()
                .asString()
                .endsWith("a fixed time fires at the first only.");
    }

    @Test
    void anElapsedIntervalOverAChangeIsTold() {
        assertThat(reasons(
                        Schedule.every(Duration.ofHours(24))
                                .in("Europe/Berlin")
                                .anchoredAt(LocalDateTime.of(2026, 3, 1, 9, 0)),
                        "2026-03-28T12:00",
                        0))
                .containsExactly(
                        "Clocks went forward on 29 March 2026, from 02:00 to 03:00; the interval goes on counting"
                                + " elapsed time, 24 hours.");
    }

    @Test
    void theDayThatWasMeantIsTold() {
        assertThat(reasons(berlin("0 0 13 * FRI"), "2026-02-12T12:00", 0))
                .containsExactly("Friday 13 February 2026 is meant by \"day 13 and Friday\".");
        assertThat(reasons(berlin("0 0 15W * *"), "2026-02-01T00:00", 0))
                .containsExactly(
                        "Monday 16 February 2026 is meant by \"the weekday (Monday to Friday) nearest to day 15\".");
    }

    @Test
    void aMoveIsTold() {
        assertThat(reasons(berlin("0 9 1 2 *").moved(Adjustment.nextWeekday()), "2026-01-01T00:00", 0))
                .contains("It is moved from weekends to Monday, from Sunday 1 February 2026, 09:00.");
    }
}
