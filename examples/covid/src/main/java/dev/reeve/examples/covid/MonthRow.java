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

    /** This month with one more reported day; fails if a sum no longer fits. */
    MonthRow plus(CaseRow day) {
        return new MonthRow(month, Math.addExact(cases, day.cases()), Math.addExact(deaths, day.deaths()));
    }
}
