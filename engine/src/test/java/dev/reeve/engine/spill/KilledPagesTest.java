package dev.reeve.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with pages of results out of its memory leaves no file, and nothing that stood in them. */
@Timeout(300)
final class KilledPagesTest {
    private static final int PAGES = 300; // of 640 kB: several times the heap

    @TempDir
    private Path home;

    private Process started() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldPages.class.getName(),
                        "" + PAGES)
                .redirectError(home.resolve("said").toFile())
                .start();
    }

    private static void awaitHeld(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(HeldPages.HELD)) {
                return;
            }
        }
        throw new AssertionError("the program ended before it held all pages");
    }

    /** The files of a process that have no name any more, where the system tells. */
    private static List<String> nameless(Process process) throws IOException {
        List<String> files = new ArrayList<>();
        Path open = Path.of("/proc/" + process.pid() + "/fd");
        if (Files.isDirectory(open)) {
            try (Stream<Path> all = Files.list(open)) {
                for (Path each : all.toList()) {
                    files.add(target(each));
                }
            }
        }
        files.removeIf(file -> !file.endsWith(".spill (deleted)"));
        return files;
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException closed) { // meanwhile
            return "";
        }
    }

    private List<Path> holdingTheCanary() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(HeldPages.CANARY)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void nothingOfThemHasANameBeforeOrAfterTheKill() throws Exception {
        Process process = started();
        try {
            awaitHeld(process);

            assertThat(home.resolve(".reeve/spill")).as("something was moved").isEmptyDirectory();
            if (Files.isDirectory(Path.of("/proc/self/fd"))) {
                assertThat(nameless(process)).isNotEmpty();
            }
            assertThat(holdingTheCanary()).isEmpty();
        } finally {
            process.destroyForcibly(); // as kill -9
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(home.resolve(".reeve/spill")).isEmptyDirectory();
        assertThat(holdingTheCanary()).isEmpty();
    }
}
