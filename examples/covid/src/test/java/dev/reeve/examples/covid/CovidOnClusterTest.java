package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.cli.Main;
import dev.reeve.cluster.JvmFlags;
import dev.reeve.cluster.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flow by the command, on threads and on two workers, all of them processes; the workers do not have its classes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CovidOnClusterTest {
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    /**
     * What a stored result says of the run that made it, the name of the CSV, which is of the run's time, and the day of a
     * download, which may end between the runs. All else of headers, and the bytes themselves, are compared.
     */
    private static final Pattern OF_ONE_RUN =
            Pattern.compile("(?<=\"(?:runId|createdAt|payloadSha256|headerCrc32)\":\")[^\"]*"
                    + "|(?<=covid-monthly-)20[-T:.0-9]+Z(?=\\.csv)|(?<=download_data-)20[-0-9]{8}");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void aRunOnTwoWorkersWritesTheSameBytesAsOneOnThreads() throws Exception {
        String address = "127.0.0.1:" + freePort();
        worker(address, "one");
        worker(address, "two");

        Map<String, String> onThreads = written("threads");
        Map<String, String> onWorkers = written("workers", "--cluster", address);

        assertThat(Files.readString(folder.resolve("workers.log")))
                .contains("worker one ", "worker two ")
                .doesNotContain("was lost");
        assertThat(onThreads).containsKey("csv").hasSizeGreaterThan(4);
        assertThat(onWorkers.keySet()).isEqualTo(onThreads.keySet());
        onThreads.forEach((file, bytes) ->
                assertThat(bytes.equals(onWorkers.get(file))).as(file).isTrue()); // megabytes, not to be shown
    }

    /** All that a run writes: results by the names of their targets, and the CSV, whose name is of the time. */
    private Map<String, String> written(String name, String... more) throws Exception {
        Path results = folder.resolve(name).resolve("results");
        Path bucket = folder.resolve(name).resolve("bucket");
        List<String> arguments = new ArrayList<>(List.of(
                "run", CovidFlow.class.getName(), "--cp", CLASSES.toString(), "-p", "bucket=" + bucket.toUri()));
        arguments.addAll(List.of(more));
        Process run = start(name, results, Main.class, arguments);
        assertThat(run.waitFor()).as(log(name)).isZero();
        Map<String, String> written = new TreeMap<>();
        read(results).forEach((file, bytes) -> {
            written.put(
                    OF_ONE_RUN
                            .matcher(file.replaceFirst("^runs/[^/]+", "runs/RUN"))
                            .replaceAll(""),
                    OF_ONE_RUN.matcher(bytes).replaceAll(""));
        });
        read(bucket).forEach((file, bytes) -> written.put("csv", bytes));
        return written;
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> read = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // ISO-8859-1 keeps every byte, and a difference is legible
                read.put(
                        directory.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return read;
    }

    private void worker(String address, String name) throws Exception {
        Process worker = start(
                name,
                folder.resolve("none"),
                WorkerMain.class,
                List.of("--join", address, "--slots", "1", "--name", name, "--silence", "5", "--patience", "90"));
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!log(name).contains(" is ready")) {
            assertThat(worker.isAlive() && System.nanoTime() < until)
                    .as(log(name))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Process start(String name, Path results, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.all());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("REEVE_RESULTS_STORE", "files");
        builder.environment().put("REEVE_RESULTS_DIR", results.toString());
        builder.environment()
                .put("REEVE_RECORDS_DIRECTORY", folder.resolve("records").toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /** That of this JVM without the flow, and what a cluster is made of, as ./reeve puts them together. */
    private static String classPath() throws IOException {
        String here = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(CLASSES) && !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        return here
                + File.pathSeparator
                + Path.of("..", "..", "cluster", "target", "lib", "*").toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
