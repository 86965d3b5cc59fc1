package dev.reeve.schedule;

import java.time.LocalDate;

/**
 * Finds the next time of a clock on the wall that a cron expression names. Such times are counted in seconds since 1970 as
 * if there were no zones. Remembers the month it was in last; not thread-safe.
 */
final class CronCursor {
    /** There is no later one up to the year 9999. */
    static final long NONE = Long.MAX_VALUE;

    private static final int DAY = 86_400;
    private static final int LAST_YEAR = 9999;

    private final MonthDays days;
    private final long months;
    private final int hours;
    private final long minutes;
    private final long seconds;
    private final int firstOfDay;

    private long monthBegin = 1;
    private int length; // 0: no month yet
    private long bits;

    CronCursor(Cron cron) {
        this.days = cron.days();
        this.months = cron.part(CronField.MONTH).bits();
        this.hours = (int) cron.part(CronField.HOUR).bits();
        this.minutes = cron.part(CronField.MINUTE).bits();
        this.seconds = cron.part(CronField.SECOND).bits();
        this.firstOfDay = from(0);
    }

    /** The first at that second or later. */
    long next(long local) {
        long day = Math.floorDiv(local, DAY);
        if (day < monthBegin || day >= monthBegin + length) {
            load(LocalDate.ofEpochDay(day));
        }
        int dayOfMonth = (int) (day - monthBegin) + 1;
        if ((bits >> dayOfMonth & 1) == 1) {
            int second = from((int) (local - day * DAY));
            if (second >= 0) {
                return day * DAY + second;
            }
        }
        long rest = bits & -1L << dayOfMonth + 1;
        while (rest == 0) {
            LocalDate begin = LocalDate.ofEpochDay(monthBegin + length);
            if (begin.getYear() > LAST_YEAR) {
                return NONE;
            }
            load(begin);
            rest = bits;
        }
        return (monthBegin + Long.numberOfTrailingZeros(rest) - 1) * DAY + firstOfDay;
    }

    private void load(LocalDate any) {
        LocalDate first = any.withDayOfMonth(1);
        monthBegin = first.toEpochDay();
        length = first.lengthOfMonth();
        boolean meant = (months >> first.getMonthValue() & 1) == 1;
        bits = meant ? days.of(length, first.getDayOfWeek().getValue() % 7) : 0;
    }

    /** The first second of a day at that one or later; -1 for none. */
    private int from(int second) {
        int hour = second / 3600;
        int minute = second / 60 % 60;
        if ((hours >> hour & 1) == 1) {
            if ((minutes >> minute & 1) == 1) {
                int found = least(seconds, second % 60);
                if (found >= 0) {
                    return hour * 3600 + minute * 60 + found;
                }
            }
            int found = least(minutes, minute + 1);
            if (found >= 0) {
                return hour * 3600 + found * 60 + least(seconds, 0);
            }
        }
        int found = least(hours, hour + 1);
        return found < 0 ? -1 : found * 3600 + least(minutes, 0) * 60 + least(seconds, 0);
    }

    private static int least(long bits, int from) {
        long rest = bits & -1L << from;
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }
}
