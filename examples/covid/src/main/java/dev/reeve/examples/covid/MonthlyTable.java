package dev.reeve.examples.covid;

import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums by month, ascending; a month without a reported day has no row. */
record MonthlyTable(List<MonthRow> rows) {
    MonthlyTable {
        rows = List.copyOf(rows);
    }

    /** The sums of these days. Corrections below zero are added as they are. */
    static MonthlyTable of(EnrichedTable days) {
        SortedMap<YearMonth, MonthRow> months = new TreeMap<>();
        for (EnrichedRow day : days.rows()) {
            MonthRow before = months.getOrDefault(day.month(), new MonthRow(day.month(), 0, 0));
            months.put(day.month(), before.plus(day.reported()));
        }
        return new MonthlyTable(List.copyOf(months.values()));
    }

    /** The table as CSV: a header, a line per month, each ended by a single line feed. */
    String csv() {
        StringBuilder text = new StringBuilder("year_month,cases,deaths\n");
        for (MonthRow row : rows) {
            text.append(row.yearMonth()).append(',').append(row.cases());
            text.append(',').append(row.deaths()).append('\n');
        }
        return text.toString();
    }

    /** The table for people, numbers flush right. */
    String text() {
        StringBuilder text = new StringBuilder(line("year_month", "cases", "deaths"));
        for (MonthRow row : rows) {
            text.append(line(row.yearMonth(), Long.toString(row.cases()), Long.toString(row.deaths())));
        }
        if (rows.isEmpty()) {
            text.append("(no months)\n");
        }
        return text.toString();
    }

    private static String line(String month, String cases, String deaths) {
        return "%-10s %12s %10s%n".formatted(month, cases, deaths);
    }
}
