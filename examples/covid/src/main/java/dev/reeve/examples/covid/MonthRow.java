package dev.reeve.examples.covid;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The sums of one month. */
record MonthRow(YearMonth month, long cases, long deaths) {
    private static final DateTimeFormatter YEAR_MONTH = DateTimeFormatter.ofPattern("uuuu_MM", Locale.ROOT);

    /** The month as the file writes it: {@code 2020_09}. */
    String yearMonth() {
        return YEAR_MONTH.format(month);
    }

    /**
     * This month with one more reported day.
     *
     * @throws ArithmeticException if a sum no longer fits; says whose
     */
    MonthRow plus(CaseRow day) {
        return new MonthRow(month, sum("cases", cases, day.cases(), day), sum("deaths", deaths, day.deaths(), day));
    }

    private long sum(String what, long before, long more, CaseRow day) {
        try {
            return Math.addExact(before, more);
        } catch (ArithmeticException e) {
            throw new ArithmeticException("The " + what + " of " + day.country() + " in " + yearMonth()
                    + " do not fit in 64 bits: " + before + " and the " + more + " of " + day.date()
                    + " are too many. Correct the data.");
        }
    }
}
