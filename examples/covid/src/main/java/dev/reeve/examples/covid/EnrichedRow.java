package dev.reeve.examples.covid;

import java.time.YearMonth;

/** A reported day together with the month it counts for. */
record EnrichedRow(YearMonth month, CaseRow reported) {}
