package dev.reeve.schedule;

/** Which days of a month a cron expression means, as bits: bit 1 is the first. Immutable. */
final class MonthDays {
    private final CronPart days;
    private final CronPart weekdays;
    private final DayRule rule;
    private final long plainDays;
    private final int plainWeekdays;
    private final boolean allDays;
    private final boolean allWeekdays;

    MonthDays(CronPart days, CronPart weekdays, DayRule rule) {
        this.days = days;
        this.weekdays = weekdays;
        this.rule = rule;
        this.plainDays = days.bits();
        this.plainWeekdays = (int) weekdays.bits();
        this.allDays = days.whole();
        this.allWeekdays = weekdays.whole();
    }

    /** Whether the day of the month matters. */
    boolean restrictsDays() {
        return !allDays;
    }

    /** Whether the day of the week matters. */
    boolean restrictsWeekdays() {
        return !allWeekdays;
    }

    /**
     * The days.
     *
     * @param length how many days the month has
     * @param first the day of the week of its first, Sunday is 0
     */
    long of(int length, int first) {
        long all = (1L << length + 1) - 2;
        if (allDays && allWeekdays) {
            return all;
        }
        if (allWeekdays) {
            return byDay(length, first) & all;
        }
        if (allDays) {
            return byWeekday(length, first) & all;
        }
        long byDay = byDay(length, first);
        long byWeekday = byWeekday(length, first);
        return all
                & switch (rule) {
                    case EITHER -> byDay | byWeekday;
                    case BOTH -> byDay & byWeekday;
                };
    }

    private long byDay(int length, int first) {
        long bits = plainDays;
        for (CronItem item : days.items()) {
            if (!(item instanceof CronItem.Values)) {
                bits |= day(item, length, first);
            }
        }
        return bits;
    }

    private long byWeekday(int length, int first) {
        long bits = 0;
        for (int day = 1; day <= length; day++) {
            if ((plainWeekdays >> (first + day - 1) % 7 & 1) == 1) {
                bits |= 1L << day;
            }
        }
        for (CronItem item : weekdays.items()) {
            if (!(item instanceof CronItem.Values)) {
                bits |= day(item, length, first);
            }
        }
        return bits;
    }

    /** The one day that an item means which is no plain value; no bit if that month has none. */
    static long day(CronItem item, int length, int first) {
        int day = switch (item) {
            case CronItem.Values values -> 0;
            case CronItem.LastDay last -> length - last.before();
            case CronItem.LastWeekday last -> nearestWeekday(length, length, first);
            case CronItem.NearestWeekday nearest ->
                nearest.day() > length ? 0 : nearestWeekday(nearest.day(), length, first);
            case CronItem.NthDay nth -> firstOf(nth.dayOfWeek(), first) + 7 * (nth.n() - 1);
            case CronItem.LastOf last -> {
                int begin = firstOf(last.dayOfWeek(), first);
                yield begin + (length - begin) / 7 * 7;
            }
        };
        return day < 1 || day > length ? 0 : 1L << day;
    }

    private static int firstOf(int dayOfWeek, int first) {
        return 1 + (dayOfWeek - first + 7) % 7;
    }

    private static int nearestWeekday(int day, int length, int first) {
        return switch ((first + day - 1) % 7) {
            case 6 -> day == 1 ? 3 : day - 1;
            case 0 -> day == length ? day - 2 : day + 1;
            default -> day;
        };
    }
}
