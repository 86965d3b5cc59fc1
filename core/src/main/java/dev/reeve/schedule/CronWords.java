package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cron expression in words: the time of the day, then the days, then the months. */
final class CronWords {
    private static final int MOST_TIMES = 6;

    private CronWords() {}

    static String of(Cron cron) {
        return time(cron) + ", " + days(cron) + months(cron);
    }

    private static String time(Cron cron) {
        CronPart second = cron.part(CronField.SECOND);
        CronPart minute = cron.part(CronField.MINUTE);
        CronPart hour = cron.part(CronField.HOUR);
        long times = (long) Long.bitCount(second.bits()) * Long.bitCount(minute.bits()) * Long.bitCount(hour.bits());
        if (times <= MOST_TIMES && cron.isFixed()) {
            return "at " + ScheduleWords.listed(clockTimes(second.bits(), minute.bits(), hour.bits()), "and");
        }
        List<String> parts = new ArrayList<>();
        if (second.bits() != 1) {
            parts.add(each(second));
        }
        if (!minute.whole() || second.bits() == 1) {
            parts.add(each(minute));
        }
        if (!hour.whole() || !minute.whole()) {
            parts.add(each(hour));
        }
        return String.join(" of ", parts);
    }

    private static List<String> clockTimes(long seconds, long minutes, long hours) {
        List<String> times = new ArrayList<>();
        for (int h : values(hours)) {
            for (int m : values(minutes)) {
                for (int s : values(seconds)) {
                    times.add(
                            seconds == 1
                                    ? String.format(Locale.ROOT, "%02d:%02d", h, m)
                                    : String.format(Locale.ROOT, "%02d:%02d:%02d", h, m, s));
                }
            }
        }
        return times;
    }

    private static List<Integer> values(long bits) {
        List<Integer> values = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            values.add(Long.numberOfTrailingZeros(rest));
        }
        return values;
    }

    private static String each(CronPart part) {
        String unit = part.field().title();
        if (part.whole()) {
            return "every " + unit;
        }
        List<String> words = new ArrayList<>();
        for (CronItem item : part.items()) {
            words.add(item instanceof CronItem.Values values ? values(part.field(), values) : "");
        }
        boolean stepped = part.items().size() == 1 && part.stepped();
        return (stepped ? "" : unit + " ") + ScheduleWords.listed(words, "and");
    }

    /** Of a field whose values are told by numbers. */
    private static String values(CronField field, CronItem.Values values) {
        String unit = field.title();
        boolean open = values.from() == field.min() && values.to() == field.last();
        if (values.stepped() && values.step() > 1) {
            return "every " + ScheduleWords.ordinal(values.step()) + " " + unit
                    + (open ? "" : " from " + name(field, values.from()) + " to " + name(field, values.to()));
        }
        return values.from() == values.to()
                ? name(field, values.from())
                : name(field, values.from()) + " to " + name(field, values.to());
    }

    private static String name(CronField field, int value) {
        return switch (field) {
            case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> String.valueOf(value);
            case MONTH -> ScheduleWords.of(Month.of(value));
            case DAY_OF_WEEK -> day(value);
        };
    }

    private static String day(int dayOfWeek) {
        return ScheduleWords.of(DayOfWeek.of(dayOfWeek % 7 == 0 ? 7 : dayOfWeek));
    }

    private static String days(Cron cron) {
        MonthDays days = cron.days();
        String byDay = "on " + listed(cron.part(CronField.DAY_OF_MONTH));
        String byWeekday = "on " + listed(cron.part(CronField.DAY_OF_WEEK));
        if (days.restrictsDays() && days.restrictsWeekdays()) {
            return switch (cron.dayRule()) {
                case EITHER -> byDay + " or " + byWeekday + ", either is enough";
                case BOTH -> byDay + " where that is also " + byWeekday;
            };
        }
        return days.restrictsDays() ? byDay : days.restrictsWeekdays() ? byWeekday : "every day";
    }

    private static String listed(CronPart part) {
        return ScheduleWords.listed(
                part.items().stream().map(item -> item(part.field(), item)).toList(), "and");
    }

    /** One part of a field of days, without its preposition. */
    static String item(CronField field, CronItem item) {
        return switch (item) {
            case CronItem.Values values -> {
                String prefix = field != CronField.DAY_OF_MONTH || values.stepped() && values.step() > 1
                        ? ""
                        : values.from() == values.to() ? "day " : "days ";
                yield prefix + values(field, values);
            }
            case CronItem.LastDay last ->
                switch (last.before()) {
                    case 0 -> "the last day of the month";
                    case 1 -> "the day before the last of the month";
                    default -> "the day " + last.before() + " days before the last of the month";
                };
            case CronItem.LastWeekday last -> "the last weekday (Monday to Friday) of the month";
            case CronItem.NearestWeekday nearest -> "the weekday (Monday to Friday) nearest to day " + nearest.day();
            case CronItem.NthDay nth ->
                "the " + ScheduleWords.ordinal(nth.n()) + " " + day(nth.dayOfWeek()) + " of the month";
            case CronItem.LastOf last -> "the last " + day(last.dayOfWeek()) + " of the month";
        };
    }

    private static String months(Cron cron) {
        CronPart months = cron.part(CronField.MONTH);
        return months.whole()
                ? ""
                : ", in "
                        + ScheduleWords.listed(
                                months.items().stream()
                                        .map(item -> item(CronField.MONTH, item))
                                        .toList(),
                                "and");
    }
}
