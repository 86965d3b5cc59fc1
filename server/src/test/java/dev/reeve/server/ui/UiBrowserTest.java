package dev.reeve.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pages in a real browser, Chromium, against a real server: what is shown is in {@code ui/browser/tests.mjs}. Pictures of
 * the pages go to the folder that {@code -Dreeve.shots} names.
 */
final class UiBrowserTest {
    @Test
    @Timeout(1800)
    void pagesShowWhatTheyShould() throws Exception {
        Path ui = Path.of("../ui").toAbsolutePath().normalize();
        assertThat(ui.resolve("node_modules/playwright-core"))
                .as("what npm fetched when the pages were built; without -DskipUi they are")
                .isDirectory();
        List<String> said = new ArrayList<>();
        try (SeededServer server = new SeededServer()) {
            ProcessBuilder builder = new ProcessBuilder("node", "browser/run.mjs").directory(ui.toFile());
            builder.redirectErrorStream(true);
            builder.environment().putAll(server.facts());
            String shots = System.getProperty("reeve.shots", "");
            if (!shots.isEmpty()) {
                builder.environment()
                        .put(
                                "REEVE_SHOTS",
                                Files.createDirectories(Path.of(shots))
                                        .toAbsolutePath()
                                        .toString());
            }
            Process process = builder.start();
            try {
                follow(process, server, said);
                assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
        assertThat(said).last().isEqualTo("all is well");
    }

    /** Until it ends: what it says, and what it wants the server to do. */
    private static void follow(Process process, SeededServer server, List<String> said)
            throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.startsWith("@")) {
                    said.add(line);
                    continue;
                }
                server.handle(line.substring(1));
                in.write("ok\n");
                in.flush();
            }
        }
    }
}
