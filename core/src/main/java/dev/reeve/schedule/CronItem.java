package dev.reeve.schedule;

/** One of the parts, divided by commas, of a field of a cron expression. */
sealed interface CronItem {
    /**
     * Values from one to another, both inclusive.
     *
     * @param step 1 if all of them
     * @param stepped whether a step was written, if only one of 1
     */
    record Values(int from, int to, int step, boolean stepped) implements CronItem {}

    /** So many days before the last one of the month; 0 is the last. */
    record LastDay(int before) implements CronItem {}

    /** The last day of the month that is a Monday to Friday. */
    record LastWeekday() implements CronItem {}

    /** The Monday to Friday nearest to that day, in the same month. */
    record NearestWeekday(int day) implements CronItem {}

    /** The n-th of these days of the week in a month; Sunday is 0. */
    record NthDay(int dayOfWeek, int n) implements CronItem {}

    /** The last of these days of the week in a month; Sunday is 0. */
    record LastOf(int dayOfWeek) implements CronItem {}
}
