package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Workers as processes of this machine, without the classes of the tests on their class path. */
final class TestWorkers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final int port;
    private final Path logs;
    private final List<Process> processes = new ArrayList<>();
    private int count;

    TestWorkers() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            logs = Files.createTempDirectory("reeve-workers-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** A driver's executor of them. Machines of tests are busy: a process may be silent for long. */
    Cluster cluster() {
        return Cluster.at(address()).silence(Duration.ofSeconds(10));
    }

    /** Starts one and waits until it is ready. */
    Process start(String... options) {
        return startAt(address(), options);
    }

    /** The same, joining elsewhere. */
    Process startAt(String join, String... options) {
        Process worker = launchAt(join, options);
        Path log = log();
        await("the worker is ready", () -> {
            if (!worker.isAlive()) {
                throw new AssertionError("the worker ended: " + read(log));
            }
            return read(log).contains(" is ready");
        });
        return worker;
    }

    /** Starts one. */
    Process launch(String... options) {
        return launchAt(address(), options);
    }

    private Process launchAt(String join, String... options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JvmFlags.all());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath(), WorkerMain.class.getName()));
        count++;
        command.addAll(List.of("--join", join, "--name", "w" + count, "--silence", "10"));
        command.addAll(List.of(options));
        return launch(command);
    }

    /** Starts a program that is no worker. */
    Process launchProgram(List<String> command) {
        count++;
        return launch(command);
    }

    Process launch(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path of the tests without what only they have. */
    static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                        .filter(entry -> !entry.contains("test-classes") && !entry.contains("junit"))
                        .toList());
    }

    /** Where the last one that was started writes. */
    Path log() {
        return logs.resolve("w" + count + ".log");
    }

    static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time to wait until " + what).isLessThan(until);
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    static void signal(String name, Process process) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
