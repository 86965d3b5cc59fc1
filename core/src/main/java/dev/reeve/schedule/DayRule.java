package dev.reeve.schedule;

/** What a cron expression that restricts both the day of the month and the day of the week means. */
public enum DayRule {
    /** Either is enough, as in Vixie cron: {@code 0 0 13 * FRI} is each 13th and each Friday. The default. */
    EITHER,
    /** Both have to match: {@code 0 0 13 * FRI} is each Friday the 13th. */
    BOTH
}
