package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseReaderTest {
    private static final String ROW = record("\"cases\" : 74", "\"deaths\" : 2");

    private static String record(String cases, String deaths) {
        return "{\"day\" : \"07\", \"month\" : \"09\", \"year\" : \"2020\", " + cases + ", " + deaths
                + ", \"countriesAndTerritories\" : \"Chad\"}";
    }

    private static String records(String... records) {
        return "{\r\n \"records\" : [\r\n" + String.join(",\r\n", records) + "\r\n]}";
    }

    private static CaseTable read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static CaseTable read(byte[] bytes) throws IOException {
        return CaseReader.read("cases.json", new ByteArrayInputStream(bytes));
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aRecordBecomesARow() throws Exception {
        assertThat(read(records(ROW)).rows()).containsExactly(new CaseRow("Chad", LocalDate.of(2020, 9, 7), 74, 2));
    }

    @Test
    void gzipIsKnownByItsFirstBytes() throws Exception {
        assertThat(read(gzipped(records(ROW, ROW))).rows()).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoProblem() throws Exception {
        assertThat(read("\uFEFF" + records(ROW)).rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"\"", "\"0\"", "-0", "0.0"})
    void nothingReportedIsZero(String cases) throws Exception {
        String json = records(record("\"cases\" : " + cases, "\"deaths\" : null"));

        assertThat(read(json).rows()).containsExactly(new CaseRow("Chad", LocalDate.of(2020, 9, 7), 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"-12,-12", "\"-12\",-12", "' \"15\" ',15", "2147483648,2147483648", "3.0,3", "1e3,1000"})
    void countsMayBeNegativeOrWrittenAsText(String written, long read) throws Exception {
        String json = records(record("\"cases\" : " + written.replace("''", "\""), "\"deaths\" : 1"));

        assertThat(read(json).rows().getFirst().cases()).isEqualTo(read);
    }

    @Test
    void fieldsWithoutUseMayHoldAnything() throws Exception {
        String more = "{\"popData2019\" : null, \"nested\" : [{\"day\" : 1}], " + ROW.substring(1);

        assertThat(read("{\"edition\" : {\"records\" : 1}, \"records\" : [" + more + "], \"end\" : []}")
                        .rows())
                .hasSize(1);
    }

    @Test
    void noRecordsAtAllIsAnEmptyTable() throws Exception {
        assertThat(read("{\"records\" : []}").rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                            | line 1, column 1: expected {",
                "\"text\"                                      | line 1, column 1: expected {",
                "{}                                            | no field \"records\"",
                "{\"records\" : {}}                            | line 1, column 14: expected a list",
                "{\"records\" : [7]}                           | line 1, column 15: expected a record",
                "{\"records\" : []} x                          | line 1, column 18",
                "{\"records\" : []} {}                         | something follows the end",
                "{\"records\" : [], \"records\" : []}          | a second field \"records\"",
                "{\"records\" : [{}]}                          | line 1, column 15: the record that begins here lacks \"c",
                "<html></html>                                 | line 1, column 1: no valid JSON",
                "{\"records\" : [                              | line 1, column 15",
                "{\"records\" : [{\"day\" : true}]}            | column 24: \"day\" should be a whole number",
                "{\"records\" : [{\"day\" : 1, \"day\" : 1}]}  | \"day\" stands twice",
                "{\"records\" : [{\"cases\" : [1]}]}           | \"cases\" should be a whole number",
                "{\"records\" : [{\"cases\" : 1.5}]}           | \"cases\" should be a whole number, not \"1.5\"",
                "{\"records\" : [{\"cases\" : \"many\"}]}      | not \"many\"",
                "{\"records\" : [{\"cases\" : 1e999999999}]}   | \"cases\" should be a whole number",
                "{\"records\" : [{\"cases\" : 99999999999999999999}]} | column 26: \"cases\" should be a whole number that fits in 64 bits",
                "{\"records\" : [{\"countriesAndTerritories\" : null}]} | should be the name of a country",
            })
    void whatIsNoSuchFileIsRefusedWithItsPosition(String json, String words) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageStartingWith("cases.json, line ")
                .hasMessageContaining(words);
    }

    @Test
    void jsonThatIsWrongIsExplainedWithoutTheParsersOwnMatters() {
        assertThatThrownBy(() -> read("{\"records\" : [{\"day\" : 1]"))
                .hasMessageStartingWith("cases.json, line 1, column 25: no valid JSON: ")
                .message()
                .doesNotContain("Source:", "REDACTED");
        assertThatThrownBy(() -> read("{\"records\" : [\n{\"day\" : 1"))
                .hasMessage("cases.json, line 2, column 11: the JSON ends here and is not complete: it was cut short."
                        + " Get the file again.");
    }

    @Test
    void aFieldThatDoesNotFitNamesTheCountryAlthoughThatComesLater() {
        assertThatThrownBy(() -> read(records(record("\"cases\" : 99999999999999999999", "\"deaths\" : [1]"))))
                .hasMessageContaining("\"cases\" should be a whole number that fits in 64 bits (a record of Chad).");
    }

    @Test
    void anImpossibleDateIsRefused() {
        assertThatThrownBy(() -> read(records(ROW, ROW.replace("\"09\"", "\"13\""))))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageContaining("cases.json, line 4, column 1: ")
                .hasMessageContaining("no possible date");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] bytes = records(ROW.replace("Chad", "Cura\u00e7ao")).getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageContaining("line 3, column ");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageContaining("cases.json is empty (byte 0)");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws Exception {
        String json = records(ROW, ROW);
        byte[] packed = gzipped(json);

        for (int length = 0; length < json.length(); length++) {
            String part = json.substring(0, length);
            assertThatThrownBy(() -> read(part))
                    .as(part)
                    .isInstanceOf(BrokenDataException.class)
                    .message()
                    .doesNotContain("Source:", "null.");
        }
        for (int length = 0; length < packed.length; length++) {
            byte[] part = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> read(part))
                    .as("%d bytes", length)
                    .isInstanceOf(BrokenDataException.class)
                    .message()
                    .containsAnyOf("cut short", "is empty")
                    .doesNotContain("null");
        }
    }

    @Test
    void aFlippedBitInPackedDataIsFound() throws Exception {
        byte[] packed = gzipped(records(ROW, ROW));
        packed[packed.length - 5] ^= 1; // in the checksum: the text itself is whole

        assertThatThrownBy(() -> read(packed))
                .isInstanceOf(BrokenDataException.class)
                .hasMessageContaining("the gzip data is damaged: ")
                .hasMessageContaining("line 5, column ");
    }

    @Test
    void aReadThatFailsForAnotherReasonIsNotCalledBrokenData() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatThrownBy(() -> CaseReader.read("cases.json", failing))
                .isNotInstanceOf(BrokenDataException.class)
                .hasMessageContaining("disk on fire");
    }
}
