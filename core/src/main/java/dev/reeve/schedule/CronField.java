package dev.reeve.schedule;

import java.util.List;

/** A field of a cron expression. */
public enum CronField {
    /** 0 to 59; the first of six fields. */
    SECOND("second", 0, 59, "*/10"),
    /** 0 to 59. */
    MINUTE("minute", 0, 59, "*/15"),
    /** 0 to 23. */
    HOUR("hour", 0, 23, "9-17"),
    /** 1 to 31. */
    DAY_OF_MONTH("day of month", 1, 31, "1,15"),
    /** 1 to 12, or JAN to DEC. */
    MONTH("month", 1, 12, "JAN-MAR"),
    /** 0 to 7, of which both 0 and 7 are Sunday, or SUN to SAT. */
    DAY_OF_WEEK("day of week", 0, 7, "MON-FRI");

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final String title;
    private final int min;
    private final int max;
    private final String example;

    CronField(String title, int min, int max, String example) {
        this.title = title;
        this.min = min;
        this.max = max;
        this.example = example;
    }

    /** What people call it: {@code day of month}. */
    public String title() {
        return title;
    }

    /** The least value. */
    public int min() {
        return min;
    }

    /** The greatest value. */
    public int max() {
        return max;
    }

    /** The greatest value of {@code *}: Sunday is in it once. */
    int last() {
        return this == DAY_OF_WEEK ? 6 : max;
    }

    String example() {
        return example;
    }

    /** Names of its values, the first one standing for {@link #min}; empty if they have none. */
    List<String> names() {
        return switch (this) {
            case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> List.of();
            case MONTH -> MONTHS;
            case DAY_OF_WEEK -> DAYS;
        };
    }

    /** What its values may be, for people. */
    String bounds() {
        return switch (this) {
            case SECOND -> "seconds go from 0 to 59";
            case MINUTE -> "minutes go from 0 to 59";
            case HOUR -> "hours go from 0 to 23";
            case DAY_OF_MONTH -> "days go from 1 to 31";
            case MONTH -> "months go from 1 to 12 or JAN to DEC";
            case DAY_OF_WEEK -> "days of the week go from 0 to 7 (0 and 7 are Sunday) or SUN to SAT";
        };
    }
}
