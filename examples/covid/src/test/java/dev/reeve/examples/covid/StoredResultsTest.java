package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.Serializers;
import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tasks yield can be stored: as JSON, and read back as the type they declare. */
class StoredResultsTest {
    private static final Serializer JSON = Serializers.json();
    private static final CaseTable CASES = new CaseTable(List.of(
            new CaseRow("Curaçao", LocalDate.of(2020, 9, 7), 74, -2),
            new CaseRow("Bonaire, Saint Eustatius and Saba", LocalDate.of(2020, 8, 31), 0, 1L << 40)));

    private static Object again(Object value, Type type) throws Exception {
        return JSON.fromBytes(JSON.toBytes(value, type), type);
    }

    @Test
    void everyResultIsReadBackAsItWas() throws Exception {
        EnrichedTable enriched = EnrichedTable.of(CASES);
        MonthlyTable monthly = MonthlyTable.of(enriched);
        CsvFile csv = CsvFile.of(monthly, Instant.EPOCH);

        assertThat(again(CASES, CaseTable.class)).isEqualTo(CASES);
        assertThat(again(enriched, EnrichedTable.class)).isEqualTo(enriched);
        assertThat(again(monthly, MonthlyTable.class)).isEqualTo(monthly);
        assertThat(again(csv, CsvFile.class)).isEqualTo(csv);
    }

    @Test
    void aStoredRowTakesLessThanAHundredBytes() throws Exception {
        CaseTable bundled = BundledCases.read();

        assertThat(JSON.toBytes(bundled, CaseTable.class))
                .hasSizeLessThan(100 * bundled.rows().size());
    }
}
