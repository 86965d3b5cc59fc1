package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What a cron expression means, by walking every minute. It shares nothing with what it judges: it is given the meaning of
 * each field and not the text, and java.time decides what clocks show.
 */
final class MinuteOracle {
    /** What a field means, and how it is written. */
    record Field(String text, IntPredicate means, boolean repeats, boolean whole) {}

    /** What a field of days means, and how it is written. */
    record Days(String text, DatePredicate means, boolean whole) {}

    interface DatePredicate {
        boolean test(LocalDate date);
    }

    /** An expression by its fields. */
    record Expression(Field minute, Field hour, Days day, Field month, Days weekday) {
        String text() {
            return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
        }

        boolean fixed() {
            return !minute.repeats() && !hour.repeats();
        }
    }

    private final Expression expression;
    private final DayRule rule;

    MinuteOracle(Expression expression, DayRule rule) {
        this.expression = expression;
        this.rule = rule;
    }

    boolean means(LocalDate date) {
        if (!expression.month().means().test(date.getMonthValue())) {
            return false;
        }
        boolean day = expression.day().means().test(date);
        boolean weekday = expression.weekday().means().test(date);
        boolean both = !expression.day().whole() && !expression.weekday().whole();
        return both && rule == DayRule.EITHER ? day || weekday : day && weekday;
    }

    boolean means(LocalTime time) {
        return expression.minute().means().test(time.getMinute())
                && expression.hour().means().test(time.getHour());
    }

    /** All firings from an instant, inclusive, to another, exclusive; both whole minutes, in a zone of whole minutes. */
    List<Instant> between(Instant from, Instant to, ZoneId zone) {
        return new ArrayList<>(expression.fixed() ? fixed(from, to, zone) : repeating(from, to, zone));
    }

    /** Every minute that passes, by what clocks show in it. */
    private TreeSet<Instant> repeating(Instant from, Instant to, ZoneId zone) {
        TreeSet<Instant> found = new TreeSet<>();
        LocalDate date = null;
        boolean meant = false;
        Instant time = from;
        while (time.isBefore(to)) {
            ZonedDateTime shown = time.atZone(zone);
            if (!shown.toLocalDate().equals(date)) {
                date = shown.toLocalDate();
                meant = means(date);
            }
            if (meant && means(shown.toLocalTime())) {
                found.add(time);
            }
            Instant next = time.plusSeconds(60);
            Instant day = meant ? next : date.plusDays(1).atStartOfDay(zone).toInstant();
            time = day.isAfter(next) ? day : next;
        }
        return found;
    }

    /** Every minute that clocks could show, each of which happens once. */
    private TreeSet<Instant> fixed(Instant from, Instant to, ZoneId zone) {
        TreeSet<Instant> found = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(to, zone).plusDays(2);
        for (LocalDate date = LocalDate.ofInstant(from, zone).minusDays(2);
                date.isBefore(last);
                date = date.plusDays(1)) {
            for (int minute = 0; means(date) && minute < 1440; minute++) {
                LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
                if (means(time)) {
                    Instant instant = ZonedDateTime.ofLocal(LocalDateTime.of(date, time), zone, null)
                            .withEarlierOffsetAtOverlap()
                            .toInstant();
                    if (!instant.isBefore(from) && instant.isBefore(to)) {
                        found.add(instant);
                    }
                }
            }
        }
        return found;
    }

    static boolean isWeekday(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The Monday to Friday nearest to a day of a month, and in it. */
    static LocalDate nearestWeekday(LocalDate date) {
        for (int distance = 0; distance < 3; distance++) {
            for (LocalDate near : List.of(date.minusDays(distance), date.plusDays(distance))) {
                if (near.getMonth() == date.getMonth() && isWeekday(near)) {
                    return near;
                }
            }
        }
        throw new AssertionError(date);
    }

    static boolean isNth(LocalDate date, DayOfWeek day, int n) {
        return date.getDayOfWeek() == day
                && ChronoUnit.DAYS.between(date.with(TemporalAdjusters.firstInMonth(day)), date) == 7L * (n - 1);
    }

    static boolean isLast(LocalDate date, DayOfWeek day) {
        return date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
    }
}
