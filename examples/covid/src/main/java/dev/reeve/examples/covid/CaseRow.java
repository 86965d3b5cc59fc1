package dev.reeve.examples.covid;

import java.time.LocalDate;

/**
 * What one country reported on one day. Counts are as reported: a correction of earlier days is negative.
 *
 * @param country the name as the ECDC writes it, such as {@code United_States_of_America}
 */
record CaseRow(String country, LocalDate date, long cases, long deaths) {}
