package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for people, always English. */
final class ScheduleWords {
    private ScheduleWords() {}

    static String of(DayOfWeek day) {
        return capital(day.name());
    }

    static String of(Month month) {
        return capital(month.name());
    }

    static String of(MonthDay day) {
        return day.getDayOfMonth() + " " + of(day.getMonth());
    }

    private static String capital(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static String of(Duration duration) {
        if (duration.isNegative()) {
            return "-(" + of(duration.negated()) + ")";
        }
        List<String> parts = new ArrayList<>();
        add(parts, duration.toHours(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        add(parts, duration.toNanosPart(), "nanosecond");
        return parts.isEmpty() ? "nothing" : String.join(" ", parts);
    }

    static String of(Period period) {
        List<String> parts = new ArrayList<>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        return parts.isEmpty() ? "nothing" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count != 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    /** A list as people write it: {@code 1, 2 and 3}. */
    static String listed(List<String> words, String last) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
    }

    /** {@code 1st}, {@code 2nd}, {@code 11th}. */
    static String ordinal(int n) {
        int tens = n % 100;
        String end = tens >= 11 && tens <= 13
                ? "th"
                : switch (n % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return n + end;
    }

    static String of(Clock clock) {
        StringBuilder words = new StringBuilder(clock.timing().words())
                .append(", in ")
                .append(clock.zone().getId());
        if (clock.start() != null) {
            words.append(", from ").append(of(clock.start())).append(" on");
        }
        if (clock.end() != null) {
            words.append(", until ").append(of(clock.end()));
        }
        for (Rule rule : clock.rules()) {
            words.append(rule instanceof Filter ? ", only " : ", ").append(rule.words());
        }
        return words.toString();
    }

    static String of(@Nullable Moment moment) {
        return switch (moment) {
            case Moment.Exact exact -> exact.time().toString();
            case Moment.Local local -> local.time().toString();
            case null -> "";
        };
    }
}
