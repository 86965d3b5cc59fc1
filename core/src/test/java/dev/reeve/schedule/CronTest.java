package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
    private static List<String> dates(String expression, DayRule rule, String after, int count) {
        return Schedule.cron(expression, rule)
                .next(LocalDate.parse(after).atStartOfDay().minusSeconds(1).toInstant(ZoneOffset.UTC), count)
                .map(firing -> firing.local().toLocalDate().toString())
                .toList();
    }

    private static List<String> dates(String expression, String after, int count) {
        return dates(expression, DayRule.EITHER, after, count);
    }

    /** What clocks of the zone show, and how far they are ahead. */
    private static List<String> shown(String expression, String zone, String after, int count) {
        ZoneId id = ZoneId.of(zone);
        return Schedule.cron(expression)
                .in(id)
                .next(LocalDateTime.parse(after).atZone(id).toInstant(), count)
                .map(firing -> firing.local().toOffsetDateTime().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@yearly|0 0 1 1 *",
                "@annually|0 0 1 1 *",
                "@monthly|0 0 1 * *",
                "@weekly|0 0 * * 0",
                "@Daily|0 0 * * *",
                "@midnight|0 0 * * *",
                " @hourly |0 * * * *",
                "0 0 * * 7|0 0 * * 0",
                "0 0 * * SUN|0 0 * * 7",
                "0 0 * * 5-7|0 0 * * FRI,SAT,SUN",
                "0 0 * * fri-sun|0 0 * * 5,6,0",
                "0 0 * * 0-7|0 0 * * *",
                "0 0 * * MON-7|0 0 * * ?",
                "0 0 ? jan-Mar ?|0 0 * 1,2,3 *",
                "5/20 * * * *|5,25,45 * * * *",
                "00 07 01 01 *|0 7 1 1 *",
                "0 0 5,1-3,2 * *|0 0 1,2,3,5 * *",
                "0\t0   *  * *|0 0 * * *",
                "0 0 * * MON/2|0 0 * * 1,3,5",
                "0 0 * * 7/2|0 0 * * 0,2,4,6",
                "0 15 10 * * *|15 10 * * *"
            })
    void twoWaysToWriteTheSame(String one, String other) {
        Instant after = Instant.parse("2026-02-03T04:05:06Z");
        assertThat(Schedule.cron(one).next(after, 50))
                .isEqualTo(Schedule.cron(other).next(after, 50).toList());
    }

    @Test
    void sixFieldsBeginWithSeconds() {
        assertThat(Schedule.cron("*/20 59 23 31 12 *").next(Instant.parse("2026-01-01T00:00:00Z"), 4))
                .extracting(firing -> firing.time().toString())
                .containsExactly(
                        "2026-12-31T23:59:00Z", "2026-12-31T23:59:20Z", "2026-12-31T23:59:40Z", "2027-12-31T23:59:00Z");
    }

    @Test
    void eitherOfTheDaysIsEnoughUnlessBothHaveTo() {
        assertThat(dates("0 0 13 * FRI", "2026-02-01", 6))
                .containsExactly("2026-02-06", "2026-02-13", "2026-02-20", "2026-02-27", "2026-03-06", "2026-03-13");
        assertThat(dates("0 0 13 * FRI", DayRule.BOTH, "2026-02-01", 3))
                .containsExactly("2026-02-13", "2026-03-13", "2026-11-13");
    }

    /** A field that leaves nothing out restricts nothing, however it is written. */
    @ParameterizedTest
    @CsvSource({"*", "*/1", "1-31", "1-31/1", "?", "'1-15,16-31'", "'*,5'"})
    void aWholeDayOfMonthLeavesTheWeekdayAlone(String whole) {
        assertThat(dates("0 0 " + whole + " * MON", "2026-02-01", 2)).containsExactly("2026-02-02", "2026-02-09");
    }

    @ParameterizedTest
    @CsvSource({"*", "*/1", "0-6", "1-7", "?", "SUN-SAT", "MON-SUN"})
    void aWholeDayOfWeekLeavesTheDayAlone(String whole) {
        assertThat(dates("0 0 13 * " + whole, "2026-02-01", 2)).containsExactly("2026-02-13", "2026-03-13");
    }

    @Test
    void everySecondDayIsNoWholeFieldSoMondaysComeBesideIt() {
        assertThat(dates("0 0 */2 * MON", "2026-02-01", 5))
                .containsExactly("2026-02-01", "2026-02-02", "2026-02-03", "2026-02-05", "2026-02-07");
    }

    @Test
    void lastDaysAndNearestWeekdays() {
        assertThat(dates("0 0 L * *", "2027-12-01", 4))
                .containsExactly("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31");
        assertThat(dates("0 0 L-2 * *", "2026-02-01", 2)).containsExactly("2026-02-26", "2026-03-29");
        assertThat(dates("0 0 LW * *", "2026-01-01", 5))
                .containsExactly("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29");
        assertThat(dates("0 0 1W * *", "2026-08-01", 2))
                .as("no month before")
                .containsExactly("2026-08-03", "2026-09-01");
        assertThat(dates("0 0 31W * *", "2026-01-01", 3))
                .as("months without that day are left out")
                .containsExactly("2026-01-30", "2026-03-31", "2026-05-29");
        assertThat(dates("0 0 15W,L * *", "2026-02-01", 2)).containsExactly("2026-02-16", "2026-02-28");
    }

    @Test
    void lastAndNthDaysOfTheWeek() {
        assertThat(dates("0 0 * * 5L", "2026-01-01", 2)).containsExactly("2026-01-30", "2026-02-27");
        assertThat(dates("0 0 * * friL", "2026-01-01", 1)).containsExactly("2026-01-30");
        assertThat(dates("0 0 * * 7L", "2026-05-01", 1)).containsExactly("2026-05-31");
        assertThat(dates("0 0 * * MON#1,MON#3", "2026-01-01", 3))
                .containsExactly("2026-01-05", "2026-01-19", "2026-02-02");
        assertThat(dates("0 0 * * 5#5", "2026-01-01", 2)).containsExactly("2026-01-30", "2026-05-29");
    }

    @Test
    void leapYearsAreThoseOfTheCalendar() {
        assertThat(dates("0 0 29 2 *", "2095-01-01", 2)).containsExactly("2096-02-29", "2104-02-29");
        assertThat(dates("0 0 29 2 MON", DayRule.BOTH, "2026-01-01", 2)).containsExactly("2044-02-29", "2072-02-29");
    }

    @Test
    void nothingComesAfterTheYear9999() {
        assertThat(Schedule.cron("0 0 1 1 *").next(Instant.parse("9998-06-01T00:00:00Z"), 5))
                .extracting(firing -> firing.time().toString())
                .containsExactly("9999-01-01T00:00:00Z");
        assertThat(Schedule.cron("* * * * *").next(Instant.MAX)).isEmpty();
        assertThat(Schedule.cron("0 0 1 1 *").next(Instant.MIN).orElseThrow().time())
                .isEqualTo("0001-01-01T00:00:00Z");
        assertThat(Schedule.cron("59 59 23 31 12 *")
                        .in("America/New_York")
                        .next(Instant.parse("9999-12-01T00:00:00Z"), 3))
                .isEmpty();
    }

    @Test
    void aFixedTimeThatIsSkippedFiresOnceAndLater() {
        assertThat(shown("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00", 3))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(shown("30 2,3 * * *", "Europe/Berlin", "2026-03-29T00:00", 2))
                .as("the moved one and the other are one")
                .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(shown("0,30 2,3 * * *", "Europe/Berlin", "2026-03-29T00:00", 3))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:00+02:00");
        assertThat(shown("*/20 30 2 * * *", "Europe/Berlin", "2026-03-29T00:00", 4))
                .as("seconds are none of its business")
                .containsExactly(
                        "2026-03-29T03:30+02:00",
                        "2026-03-29T03:30:20+02:00",
                        "2026-03-29T03:30:40+02:00",
                        "2026-03-30T02:30+02:00");
    }

    @Test
    void aFixedTimeThatIsRepeatedFiresAtTheFirst() {
        assertThat(shown("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        Instant between = Instant.parse("2026-10-25T00:45:00Z");
        assertThat(Schedule.cron("30 2 * * *")
                        .in("Europe/Berlin")
                        .next(between)
                        .orElseThrow()
                        .time())
                .as("asked between the two")
                .isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void starsAndStepsFireWheneverClocksShowIt() {
        assertThat(shown("0 * * * *", "Europe/Berlin", "2026-03-29T00:30", 3))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
        assertThat(shown("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:45", 5))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00");
        assertThat(shown("0 */2 * * *", "Europe/Berlin", "2026-10-25T01:00", 3))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T04:00+01:00");
        assertThat(shown("*/30 2 * * *", "Europe/Berlin", "2026-03-28T12:00", 1))
                .as("nothing on the day without that hour")
                .containsExactly("2026-03-30T02:00+02:00");
        assertThat(shown("0-59 2 * * *", "Europe/Berlin", "2026-03-28T12:00", 1))
                .as("a whole field is a star")
                .containsExactly("2026-03-30T02:00+02:00");
    }

    @Test
    void zonesWithRulesOfTheirOwn() {
        assertThat(shown("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00", 2))
                .as("half an hour is skipped")
                .containsExactly("2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00");
        assertThat(shown("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00", 2))
                .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
        assertThat(shown("0 13 * * *", "Pacific/Apia", "2011-12-29T00:00", 3))
                .as("the 30th was skipped, and falls on the 31st, which is there")
                .containsExactly("2011-12-29T13:00-10:00", "2011-12-31T13:00+14:00", "2012-01-01T13:00+14:00");
        assertThat(shown("0 13 30 12 *", "Pacific/Apia", "2011-01-01T00:00", 2))
                .containsExactly("2011-12-31T13:00+14:00", "2012-12-30T13:00+14:00");
        assertThat(shown("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00", 2))
                .as("midnight is skipped")
                .containsExactly("2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00");
        assertThat(shown("0 0 * * SUN", "Asia/Beirut", "2026-03-27T12:00", 2))
                .containsExactly("2026-03-29T01:00+03:00", "2026-04-05T00:00+03:00");
        assertThat(shown("30 1 * * *", "Europe/Dublin", "2026-10-24T12:00", 2))
                .containsExactly("2026-10-25T01:30+01:00", "2026-10-26T01:30Z");
        assertThat(shown("30 2 * * *", "Africa/Casablanca", "2026-02-14T12:00", 2))
                .as("Ramadan begins")
                .containsExactly("2026-02-15T02:30+01:00", "2026-02-16T02:30Z");
        assertThat(shown("30 2 * * *", "Africa/Casablanca", "2026-03-21T12:00", 2))
                .containsExactly("2026-03-22T03:30+01:00", "2026-03-23T02:30+01:00");
    }

    /** What {@link CronTicks} takes for granted of all zones: spans are longer than what is skipped or repeated. */
    @Test
    void noZoneChangesAgainBeforeAChangeIsOver() {
        for (String name : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(name);
            long second = ZonedDateTime.of(1900, 1, 1, 0, 0, 0, 0, zone).toEpochSecond();
            OffsetSpan span = OffsetSpan.at(zone.getRules(), second);
            while (span.end() != Long.MAX_VALUE && span.end() < 5_000_000_000L) {
                OffsetSpan next = OffsetSpan.at(zone.getRules(), span.end());
                if (span.start() != Long.MIN_VALUE) {
                    assertThat(span.end() - span.start())
                            .as("%s at %s", name, Instant.ofEpochSecond(span.end()))
                            .isGreaterThan(Math.abs(span.skipped()) + (long) Math.abs(next.skipped()));
                }
                span = next;
            }
        }
    }

    @Test
    void aLongYearlyScheduleIsExactForCenturies() {
        LocalDate day = LocalDate.of(2026, 12, 31);
        for (Firing firing : Schedule.cron("0 0 * * 4#1")
                .in("Europe/Berlin")
                .next(Instant.parse("2026-12-31T00:00:00Z"), 12 * 300)
                .toList()) {
            LocalDate date = firing.local().toLocalDate();
            assertThat(date.getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
            assertThat(date.getDayOfMonth()).isLessThanOrEqualTo(7);
            assertThat(date.getMonthValue() % 12).isEqualTo(day.plusMonths(1).getMonthValue() % 12);
            day = date;
        }
        assertThat(day.getYear()).isEqualTo(2326);
    }
}
