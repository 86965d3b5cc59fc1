package dev.reeve.engine.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.engine.result.UnreadableResultException.Damage;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoredResultTest {
    private static final byte[] PAYLOAD = "{\"country\":\"Curaçao\",\n\"cases\":12}".getBytes(UTF_8);

    /** The result that the committed file of format 1 holds. */
    private static final StoredResult RESULT = result("load \"all\"\nof it");

    private static StoredResult result(String task) {
        return new StoredResult(
                ResultHeader.of(
                        PAYLOAD,
                        new ResultOrigin("covid-monthly", task, 7, "run-1", 2),
                        "c0de",
                        "1nput",
                        "json",
                        "java.util.List<dev.example.Cases>",
                        Instant.parse("2026-04-01T12:00:00.000000001Z")),
                PAYLOAD);
    }

    private static UnreadableResultException unreadable(byte[] bytes) {
        return catchThrowableOfType(UnreadableResultException.class, () -> StoredResult.decode(bytes, "covid/load"));
    }

    private static void assertSame(StoredResult read, StoredResult written) {
        assertThat(read.header()).isEqualTo(written.header());
        assertThat(read.payload()).isEqualTo(written.payload());
    }

    @Test
    void decodedIsWhatWasEncoded() throws Exception {
        assertSame(StoredResult.decode(RESULT.encode(), "key"), RESULT);
    }

    @Test
    void resultOfFormat1IsReadForEver() throws Exception {
        try (InputStream file = StoredResultTest.class.getResourceAsStream("/results/format-1.result")) {
            byte[] bytes = file.readAllBytes();
            assertSame(StoredResult.decode(bytes, "format-1.result"), RESULT);
            assertThat(RESULT.encode()).as("what is written today").isEqualTo(bytes);
        }
    }

    @Test
    void headerIsTwoLinesOfText() {
        List<String> lines = new String(RESULT.encode(), UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo("REEVE-RESULT 1");
        assertThat(lines.get(1))
                .startsWith("{\"flow\":\"covid-monthly\",\"task\":\"load \\\"all\\\"\\nof it\",\"mapIndex\":7")
                .endsWith("\"}");
        assertThat(lines.get(2)).isEqualTo("{\"country\":\"Curaçao\",");
    }

    @Test
    void bytesCutOffAnywhereAreRefused() {
        byte[] whole = RESULT.encode();
        for (int length = 0; length < whole.length; length++) {
            UnreadableResultException problem = unreadable(Arrays.copyOf(whole, length));
            assertThat(problem).as("cut off after %d bytes", length).isNotNull();
            assertThat(problem.damage()).as("cut off after %d bytes", length).isEqualTo(Damage.CUT_OFF);
        }
        assertThat(unreadable(Arrays.copyOf(whole, whole.length - 4)))
                .hasMessageContainingAll("\"covid/load\"", (PAYLOAD.length - 4) + " of " + PAYLOAD.length);
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] whole = RESULT.encode();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(unreadable(flipped)).as("bit %d", bit).isNotNull();
        }
    }

    @Test
    void flippedBitInTheValueIsSaidToBeOne() {
        byte[] flipped = RESULT.encode();
        flipped[flipped.length - 1] ^= 1;
        assertThat(unreadable(flipped)).hasMessageContaining("SHA-256");
        assertThat(unreadable(flipped).damage()).isEqualTo(Damage.ALTERED);
    }

    @Test
    void flippedBitInTheHeaderIsSaidToBeOne() {
        byte[] flipped = RESULT.encode();
        flipped[30] ^= 1;
        assertThat(unreadable(flipped)).hasMessageContaining("header");
        assertThat(unreadable(flipped).damage()).isEqualTo(Damage.ALTERED);
    }

    @Test
    void bytesAfterTheEndAreNoticed() {
        byte[] longer = Arrays.copyOf(RESULT.encode(), RESULT.encode().length + 3);
        assertThat(unreadable(longer)).hasMessageContaining("3 bytes follow");
    }

    @Test
    void whatSomethingElseWroteIsSaidToBeThat() {
        for (String other :
                List.of("year_month,cases\n2020-01,1\n", "REEVE-RESULT one\n", "REEVE-RESULT 0\n{}\n", "x")) {
            assertThat(unreadable(other.getBytes(UTF_8)).damage()).as(other).isEqualTo(Damage.NOT_A_RESULT);
        }
        assertThat(unreadable(new byte[1000]).damage()).isEqualTo(Damage.NOT_A_RESULT);
    }

    @Test
    void newerFormatIsNamed() {
        UnreadableResultException problem = unreadable("REEVE-RESULT 2\n\u0000".getBytes(UTF_8));
        assertThat(problem.damage()).isEqualTo(Damage.NEWER_FORMAT);
        assertThat(problem).hasMessageContainingAll("format 2", "up to 1");
    }

    @Test
    void emptyValueIsAValue() throws Exception {
        ResultHeader header = ResultHeader.of(
                new byte[0], new ResultOrigin("f", "t", -1, "r", 1), "", "", "json", "void", Instant.EPOCH);
        StoredResult empty = new StoredResult(header, new byte[0]);
        assertSame(StoredResult.decode(empty.encode(), "key"), empty);
    }
}
