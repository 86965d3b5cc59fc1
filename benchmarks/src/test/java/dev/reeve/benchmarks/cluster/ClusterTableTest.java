package dev.reeve.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.cluster.JvmFlags;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClusterTableTest {
    @TempDir
    Path directory;

    private final StringWriter errors = new StringWriter();

    /** Without what a cluster is made of, which this JVM does not have. */
    private int refused(String... arguments) {
        ClusterTable table = new ClusterTable(new PrintStream(new ByteArrayOutputStream()));
        return new CommandLine(table).setErr(new PrintWriter(errors)).execute(arguments);
    }

    /** As benchmarks/run does it. */
    private List<JsonNode> lines(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.all());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + madeOf()));
        command.addAll(List.of(ClusterTable.class.getName(), "--quick", "--json"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(said.toFile())
                .start();
        try {
            assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static String madeOf() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("../cluster/target/lib"))) {
            return String.join(
                    File.pathSeparator,
                    jars.map(jar -> jar.toAbsolutePath().normalize().toString()).toList());
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES) // five JVMs are started, on a machine that may have other work
    void rowsMeasureSomethingOnWorkersThatAreProcesses() throws Exception {
        List<JsonNode> lines = lines("--rows", "noop,hand_over,scale,traces_mosaic");

        assertThat(lines)
                .extracting(line -> line.get("name").stringValue())
                .containsExactly(
                        "noop",
                        "hand_over_local",
                        "hand_over_remote",
                        "scale_1",
                        "scale_2",
                        "scale_4",
                        "traces_mosaic");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("met").isBoolean()).isTrue();
            assertThat(line.get("ratio").doubleValue()).isPositive();
            assertThat(line.properties())
                    .filteredOn(field -> field.getValue().isNumber())
                    .allSatisfy(field -> assertThat(field.getValue().doubleValue())
                            .as(field.getKey())
                            .isGreaterThanOrEqualTo(0));
        });
        JsonNode noop = lines.getFirst();
        assertThat(noop.get("met").booleanValue()).isEqualTo(noop.get("ratio").doubleValue() <= 1.5);
        assertThat(lines.getLast().get("makespan_seconds").doubleValue()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void aRowThatIsNotThereIsRefusedBeforeAWorkerIsStarted() {
        assertThat(refused("--rows", "nop")).isEqualTo(2);

        assertThat(errors.toString()).contains("no row \"nop\"", "noop", "detect_stopped", "traces_mosaic");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertThat(refused("--soak", "0")).isEqualTo(2);
        assertThat(refused("--gb", "-1")).isEqualTo(2);
        assertThat(refused("--soak", "1", "--runs-of-a-driver", "0")).isEqualTo(2);

        assertThat(errors.toString())
                .contains("--soak takes a number, 1 or more, not 0", "--gb takes", "--runs-of-a-driver takes");
    }
}
