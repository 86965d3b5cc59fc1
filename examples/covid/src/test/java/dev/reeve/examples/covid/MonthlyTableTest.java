package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthlyTableTest {
    private static final CaseTable BUNDLED = BundledCases.read();

    private static String csv(CaseTable cases, String country) {
        return MonthlyTable.of(EnrichedTable.of(cases.where(row -> row.country().equals(country))))
                .csv();
    }

    @Test
    void theBundledFileIsReadWhole() {
        assertThat(BUNDLED.rows()).hasSize(41_210);
        assertThat(BUNDLED.countries()).hasSize(210).contains("Curaçao", "Bonaire, Saint Eustatius and Saba");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Germany", "Italy", "Afghanistan"})
    void theCsvIsByteForByteTheExpectedOne(String country) throws Exception {
        byte[] expected =
                getClass().getResourceAsStream("expected/" + country + ".csv").readAllBytes();

        assertThat(csv(BUNDLED, country).getBytes(StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Test
    void everyCountryAgreesWithASecondComputation() {
        ExpectedMonths expected = ExpectedMonths.ofBundledFile();

        assertThat(expected.countries()).containsExactlyElementsOf(BUNDLED.countries());
        for (String country : expected.countries()) {
            assertThat(csv(BUNDLED, country)).as(country).isEqualTo(expected.csv(country));
        }
    }

    @Test
    void correctionsBelowZeroAreAddedAsTheyAre() {
        CaseTable cases = new CaseTable(List.of(
                new CaseRow("A", LocalDate.of(2020, 5, 2), -7, -1), new CaseRow("A", LocalDate.of(2020, 5, 1), 3, 0)));

        assertThat(csv(cases, "A")).isEqualTo("year_month,cases,deaths\n2020_05,-4,-1\n");
    }

    @Test
    void monthsAscendAndThoseWithoutADayHaveNoRow() {
        CaseTable cases = new CaseTable(List.of(
                new CaseRow("A", LocalDate.of(2020, 12, 2), 1, 0),
                new CaseRow("A", LocalDate.of(2021, 1, 1), 2, 0),
                new CaseRow("A", LocalDate.of(2020, 9, 1), 4, 0)));

        assertThat(csv(cases, "A")).isEqualTo("year_month,cases,deaths\n2020_09,4,0\n2020_12,1,0\n2021_01,2,0\n");
    }

    @Test
    void aCountryThatIsNotThereGivesTheHeaderOnly() {
        assertThat(csv(BUNDLED, "germany")).isEqualTo("year_month,cases,deaths\n");
    }

    @Test
    void aSumThatNoLongerFitsFailsInsteadOfWrappingRound() {
        CaseTable cases = new CaseTable(List.of(
                new CaseRow("A", LocalDate.of(2020, 5, 2), Long.MAX_VALUE, 0),
                new CaseRow("A", LocalDate.of(2020, 5, 1), 1, 0)));

        assertThatThrownBy(() -> csv(cases, "A"))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "The cases of A in 2020_05 do not fit in 64 bits: 9223372036854775807 and the 1 of 2020-05-01"
                                + " are too many. Correct the data.");
    }

    @Test
    void theFileIsNamedForItsTimeInUtc() {
        CsvFile csv = CsvFile.of(new MonthlyTable(List.of()), Instant.parse("2020-09-07T12:00:00Z"));

        assertThat(csv.filename()).isEqualTo("covid-monthly-2020-09-07T12:00:00.000Z.csv");
        assertThat(csv.text()).isEqualTo("year_month,cases,deaths\n");
    }
}
