package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Holds the reader against the files of JSONTestSuite: what is JSON is read over, what is not is refused. */
class JsonTestSuiteTest {
    private static final int BLOCK = 512;

    @Test
    void whatIsNoJsonIsRefusedAndWhatIsJsonIsReadOver() throws Exception {
        Map<String, byte[]> files = files();
        assertThat(files).hasSizeGreaterThan(300);
        files.forEach((name, bytes) -> {
            Throwable whole = catchThrowable(() -> CaseReader.read(name, new ByteArrayInputStream(bytes)));
            Throwable inside = catchThrowable(() -> CaseReader.read(name, new ByteArrayInputStream(inside(bytes))));
            assertThat(whole).as(name).isInstanceOf(BrokenDataException.class);
            switch (name.charAt(0)) {
                case 'y' -> assertThat(inside).as(name).isNull();
                case 'n' -> assertThat(inside).as(name).isInstanceOf(BrokenDataException.class);
                default ->
                    assertThat(inside == null || inside instanceof BrokenDataException)
                            .as(name)
                            .isTrue();
            }
        });
    }

    /** The bytes as a field of no use beside an empty list of records. */
    private static byte[] inside(byte[] bytes) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write("{\"records\": [], \"other\": ".getBytes(StandardCharsets.UTF_8));
        whole.write(bytes);
        whole.write('}');
        return whole.toByteArray();
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream tar = new GZIPInputStream(
                JsonTestSuiteTest.class.getResourceAsStream("json-test-suite/json-test-suite.tar.gz"))) {
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] bytes = tar.readNBytes(size);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                String file = name.substring(name.lastIndexOf('/') + 1);
                if (file.endsWith(".json") && name.contains("test_parsing")) {
                    files.put(file, bytes);
                }
                header = tar.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.UTF_8);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }
}
