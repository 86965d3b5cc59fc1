package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeve serve} as a process of its own, with signals as the operating system gives them. */
@Timeout(120)
class ServeProcessTest {
    /** Bytes that the opening of the record of a small flow has at least. */
    private static final int OPENING = 200;

    @TempDir
    Path home;

    @Test
    void aSignalEndsServingAndAnotherProcessTakesOver() throws Exception {
        Process first = start();
        awaitLine(first.inputReader(StandardCharsets.UTF_8), "runs next on");
        Process second = start();
        BufferedReader said = second.inputReader(StandardCharsets.UTF_8);
        awaitLine(said, "is served by another process; this one takes over when it ends.");
        assertThat(first.toHandle().destroyForcibly()).isTrue();
        awaitLine(said, "runs next on");
        assertThat(second.toHandle().destroy()).isTrue();
        awaitLine(said, "Serving stops: no more runs begin.");
        assertThat(second.waitFor()).isZero();
    }

    @Test
    void aRunThatDoesNotEndInTimeIsCancelledAndSaidByTheExitCode() throws Exception {
        Process process = start("--flow", "endless", "--stop-grace", "0");
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        awaitLine(said, "began.");
        assertThat(process.toHandle().destroy()).isTrue();
        awaitLine(said, "1 runs did not end in time and are cancelled.");
        assertThat(process.waitFor()).isEqualTo(3);
        Process second = start("--flow", "endless", "--stop-grace", "0", "--unfinished", "report");
        awaitLine(second.inputReader(StandardCharsets.UTF_8), "was cancelled when serving stopped. To go on with it:");
        assertThat(second.toHandle().destroy()).isTrue();
        second.waitFor();
    }

    @Test
    void aRunThatWasCancelledAsServingStoppedGoesOnInTheNext() throws Exception {
        Process first = start("--flow", "endless", "--stop-grace", "0");
        BufferedReader said = first.inputReader(StandardCharsets.UTF_8);
        awaitLine(said, "began.");
        assertThat(first.toHandle().destroy()).isTrue();
        assertThat(first.waitFor()).isEqualTo(3);
        Process second = start("--flow", "endless", "--stop-grace", "0");
        awaitLine(second.inputReader(StandardCharsets.UTF_8), "goes on: it was cancelled when serving stopped.");
        assertThat(second.toHandle().destroy()).isTrue();
        assertThat(second.waitFor()).isEqualTo(3);
    }

    @Test
    void aRunWhoseProcessWasKilledGoesOnInTheNext() throws Exception {
        Process first = start("--flow", "endless");
        awaitLine(first.inputReader(StandardCharsets.UTF_8), "began.");
        while (!recorded()) { // before that it is a firing that was missed
            Thread.onSpinWait();
        }
        assertThat(first.toHandle().destroyForcibly()).isTrue();
        first.waitFor();
        Process second = start("--flow", "endless", "--stop-grace", "0");
        awaitLine(second.inputReader(StandardCharsets.UTF_8), "goes on: it was not finished when its process ended.");
        assertThat(second.toHandle().destroy()).isTrue();
        assertThat(second.waitFor()).isEqualTo(3);
    }

    /** Whether the opening of a run's record is there. */
    private boolean recorded() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(".reeve").resolve("runs"))) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".run") && file.toFile().length() > OPENING);
        } catch (UncheckedIOException e) { // a file that got its name meanwhile
            return false;
        }
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "serve",
                "dev.reeve.cli.flows.ServedFlows",
                "--cp",
                Invocation.classes()));
        command.addAll(more.length == 0 ? List.of("--flow", "days") : List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitLine(BufferedReader lines, String part) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("ended without \"" + part + "\": " + seen);
    }
}
