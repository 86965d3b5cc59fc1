package dev.reeve.benchmarks;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** What somebody would write with java.time who has but one schedule. Each returns the sum of the seconds of its instants. */
final class PlainLoops {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private PlainLoops() {}

    private static LocalDate begin() {
        return LocalDate.ofInstant(ScheduleRow.AFTER, BERLIN);
    }

    private static long second(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, BERLIN).toEpochSecond();
    }

    static long everyMinute(int count) {
        ZonedDateTime time = ScheduleRow.AFTER.atZone(BERLIN);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            time = time.plusMinutes(1);
            sum += time.toEpochSecond();
        }
        return sum;
    }

    static long everyNinetyMinutes(int count) {
        Instant time = ScheduleRow.AFTER;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            time = time.plusSeconds(5_400);
            sum += time.getEpochSecond();
        }
        return sum;
    }

    static long daily(int count) {
        LocalDate date = begin();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += second(date, LocalTime.of(13, 0));
            date = date.plusDays(1);
        }
        return sum;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    static long everyQuarterOfOfficeHours(int count) {
        LocalDate date = begin();
        long sum = 0;
        int done = 0;
        while (done < count) {
            for (int quarter = 9 * 4; !isWeekend(date) && quarter < 18 * 4 && done < count; quarter++) {
                sum += second(date, LocalTime.of(quarter / 4, quarter % 4 * 15));
                done++;
            }
            date = date.plusDays(1);
        }
        return sum;
    }

    static long lastWeekday(int count) {
        YearMonth month = YearMonth.from(begin());
        long sum = 0;
        for (int i = 0; i < count; i++) {
            LocalDate date = month.atEndOfMonth();
            while (isWeekend(date)) {
                date = date.minusDays(1);
            }
            sum += second(date, LocalTime.of(9, 0));
            month = month.plusMonths(1);
        }
        return sum;
    }

    static long hoursOfWeekdayMornings(int count) {
        ZonedDateTime time = ScheduleRow.AFTER.atZone(BERLIN);
        long sum = 0;
        int done = 0;
        while (done < count) {
            time = time.plusHours(1);
            if (!isWeekend(time.toLocalDate()) && time.getHour() >= 6 && time.getHour() < 12) {
                sum += time.toEpochSecond();
                done++;
            }
        }
        return sum;
    }
}
