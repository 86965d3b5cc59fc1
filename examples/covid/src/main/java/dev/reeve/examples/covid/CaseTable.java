package dev.reeve.examples.covid;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reported days, in the order of the source. Holds only what the pipeline reads, about a sixth of the ECDC's file. */
record CaseTable(List<CaseRow> rows) {
    CaseTable {
        rows = List.copyOf(rows);
    }

    /** The rows for which that holds. */
    CaseTable where(Predicate<CaseRow> wanted) {
        return new CaseTable(rows.stream().filter(wanted).toList());
    }

    /** Every country that has a row, sorted. */
    SortedSet<String> countries() {
        SortedSet<String> names = new TreeSet<>();
        for (CaseRow row : rows) {
            names.add(row.country());
        }
        return names;
    }
}
