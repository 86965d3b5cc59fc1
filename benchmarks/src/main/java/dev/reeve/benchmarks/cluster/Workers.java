package dev.reeve.benchmarks.cluster;

import dev.reeve.cluster.Cluster;
import dev.reeve.cluster.JvmFlags;
import dev.reeve.cluster.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workers of one cluster, processes of this machine that do not have the classes of the benchmarks. Not thread-safe. */
final class Workers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Duration silence;
    private final String address;
    private final Path logs;
    private final Map<Process, Path> processes = new LinkedHashMap<>();

    /** None yet. A process that is silent for so long counts as lost. */
    Workers(Duration silence) throws IOException {
        this.silence = silence;
        this.logs = Files.createTempDirectory("reeve-benchmark-workers");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.address = "127.0.0.1:" + free.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    /** A driver's executor of them. */
    Cluster cluster() {
        return Cluster.at(address).silence(silence);
    }

    /** Starts one with these options of {@code reeve worker start}, and waits until it is ready. */
    Process start(String... options) throws IOException, InterruptedException {
        Process worker = launch(options);
        await(worker);
        return worker;
    }

    /** Starts one. */
    Process launch(String... options) throws IOException {
        String name = "w" + (processes.size() + 1);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.all());
        command.addAll(List.of("-Xmx512m", "-cp", classPath(), WorkerMain.class.getName()));
        command.addAll(List.of("--join", address, "--name", name, "--patience", "90"));
        command.addAll(List.of("--silence", String.valueOf(silence.toSeconds())));
        command.addAll(List.of(options));
        Path log = logs.resolve(name + ".log");
        Process worker = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.put(worker, log);
        return worker;
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalStateException if it ends before, or takes longer than a minute and a half; has what it said
     */
    void await(Process worker) throws IOException, InterruptedException {
        Path log = processes.get(worker);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains(" is ready")) {
            if (!worker.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("a worker did not get ready: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** That of this process, without what only the benchmarks have. */
    private static String classPath() throws IOException {
        Path own;
        try {
            own = Path.of(Workers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the place of the benchmarks' classes is no file", e);
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().normalize().equals(own))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws IOException {
        processes.keySet().forEach(Process::destroyForcibly);
        try (Stream<Path> files = Files.walk(logs)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
