package dev.reeve.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are killed, refused space or write at once. */
final class FileResultStoreCrashTest {
    @TempDir
    Path directory;

    private Process writer(String seed, String count, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                directory.toString(),
                seed,
                count));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 30})
    void killedWriterLeavesWholeEntriesAndAllThatItAcknowledged(int writes) throws Exception {
        Map<Integer, Integer> acknowledged = new HashMap<>();
        Process writer = writer(String.valueOf(writes), "1000000");
        try (BufferedReader said = writer.inputReader()) {
            for (int i = 0; i < writes; i++) {
                acknowledge(acknowledged, said.readLine());
            }
            writer.toHandle().destroyForcibly(); // leaves its output readable; in the middle of some later write
            writer.waitFor();
            said.lines().filter(line -> line.matches("\\d \\d+")).forEach(line -> acknowledge(acknowledged, line));
        }
        FileResultStore later =
                new FileResultStore(directory, InstantSource.fixed(Instant.now().plusSeconds(7200)));
        for (int key = 0; key < StoreWriter.KEYS; key++) {
            Optional<byte[]> entry = later.read("shared/key-" + key);
            int stored = entry.map(StoreWriter::sequence).orElse(0);
            assertThat(stored).isGreaterThanOrEqualTo(acknowledged.getOrDefault(key, 0));
        }
        try (Stream<Path> unfinished = Files.list(directory.resolve(".reeve-tmp"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    private static void acknowledge(Map<Integer, Integer> acknowledged, String line) {
        String[] words = line.split(" ");
        acknowledged.put(Integer.valueOf(words[0]), Integer.valueOf(words[1]));
    }

    @Test
    void processesThatWriteAtOnceLeaveWholeEntries() throws Exception {
        FileResultStore store = new FileResultStore(directory);
        Process one = writer("1", "60");
        Process two = writer("2", "60");
        int seen = 0;
        while (one.isAlive() || two.isAlive()) {
            for (int key = 0; key < StoreWriter.KEYS; key++) {
                Optional<byte[]> entry = store.read("shared/key-" + key);
                entry.ifPresent(StoreWriter::sequence);
                seen += entry.isPresent() ? 1 : 0;
            }
        }
        assertThat(one.waitFor())
                .as(new String(one.getInputStream().readAllBytes()))
                .isZero();
        assertThat(two.waitFor())
                .as(new String(two.getInputStream().readAllBytes()))
                .isZero();
        assertThat(seen).isPositive();
    }

    @Test
    void writeThatTheSystemRefusesHalfwayLeavesNothing() throws Exception {
        // a limit on the size of files stands in for a full disk: some bytes are written, then the system says no
        Process writer = writer("7", "50", "sh", "-c", "ulimit -f 100; exec \"$@\"", "sh");
        String said = new String(writer.getInputStream().readAllBytes());
        assertThat(writer.waitFor()).isNotZero();
        assertThat(said).contains("cannot write result \"", directory.toString(), "with space left");
        try (Stream<Path> unfinished = Files.list(directory.resolve(".reeve-tmp"))) {
            assertThat(unfinished).isEmpty();
        }
        for (int key = 0; key < StoreWriter.KEYS; key++) {
            new FileResultStore(directory).read("shared/key-" + key).ifPresent(StoreWriter::sequence);
        }
    }
}
