package dev.reeve.examples.covid;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A file to be uploaded: its name without a folder, and what is in it. */
record CsvFile(String filename, String text) {
    /** Always three digits of a second: names then sort in the order of their times. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The table as a file named for that time in UTC: {@code covid-monthly-2020-09-07T12:00:00.000Z.csv}. */
    static CsvFile of(MonthlyTable table, Instant time) {
        return new CsvFile("covid-monthly-" + TIMESTAMP.format(time) + ".csv", table.csv());
    }
}
