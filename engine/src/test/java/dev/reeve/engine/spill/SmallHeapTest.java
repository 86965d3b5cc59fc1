package dev.reeve.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows whose results are a multiple of the heap. */
@Timeout(300)
final class SmallHeapTest {
    private static final int WIDTH = 384;

    @TempDir
    private Path home;

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName()));
        command.addAll(List.of(arguments));
        Path out = home.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "blobs", "singles"})
    void resultsOfThreeTimesTheHeapAreReducedToOne(String kind) throws Exception {
        assertThat(run(kind, "" + WIDTH, "1000000"))
                .contains("Success")
                .contains(" " + (WIDTH * 1_000_000 + signs(WIDTH)));
        assertThat(home.resolve(".reeve/spill")).isEmptyDirectory();
    }

    /** What the flow adds for each number: the first or last byte, which is the number, with a sign. */
    private static int signs(int width) {
        int sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (byte) i;
        }
        return sum;
    }

    @Test
    void storedResultsOfTwiceTheHeapAreReadFromTheStore() throws Exception {
        assertThat(run("bytes", "110", "2500000", home.resolve("results").toString()))
                .contains("Success")
                .contains(" " + (110 * 2_500_000 + signs(110)));
    }

    @Test
    void aStreamOfTwiceTheHeapIsMappedOver() throws Exception {
        assertThat(run("stream", "250000")).contains("Success").contains(" " + (250_000 * 1000 + digits(250_000)));
    }

    private static int digits(int width) {
        int digits = 0;
        for (int i = 0; i < width; i++) {
            digits += String.valueOf(i).length();
        }
        return digits;
    }
}
