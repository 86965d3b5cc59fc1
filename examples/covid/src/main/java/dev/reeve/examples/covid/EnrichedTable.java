package dev.reeve.examples.covid;

import java.time.YearMonth;
import java.util.List;

/** Reported days with their months. A type of its own: javac refuses to aggregate days that have no month yet. */
record EnrichedTable(List<EnrichedRow> rows) {
    EnrichedTable {
        rows = List.copyOf(rows);
    }

    /** These days, each with the month of its date. */
    static EnrichedTable of(CaseTable cases) {
        return new EnrichedTable(cases.rows().stream()
                .map(row -> new EnrichedRow(YearMonth.from(row.date()), row))
                .toList());
    }
}
