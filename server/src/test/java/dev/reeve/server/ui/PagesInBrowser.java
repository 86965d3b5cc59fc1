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

/**
 * The pages in a real browser, Chromium, against a real server: what is shown is in {@code ui/browser}. Pictures of the pages go
 * to the folder that {@code -Dreeve.shots} names.
 */
final class PagesInBrowser {
    private PagesInBrowser() {}

    /** Fails if one of that part of the tests does, as {@code ui/browser/run.mjs} knows parts. */
    static void hold(String part) throws IOException, InterruptedException {
        Path ui = Path.of("../ui").toAbsolutePath().normalize();
        assertThat(ui.resolve("node_modules/playwright-core"))
                .as("what npm fetched when the pages were built; without -DskipUi they are")
                .isDirectory();
        List<String> said = new ArrayList<>();
        try (SeededServer server = new SeededServer()) {
            Process process = begun(ui, part, server);
            try {
                follow(process, server, said);
                assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
        assertThat(said).hasSizeGreaterThan(1).last().isEqualTo("all is well");
    }

    private static Process begun(Path ui, String part, SeededServer server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", "browser/run.mjs").directory(ui.toFile());
        builder.redirectErrorStream(true);
        builder.environment().putAll(server.facts());
        builder.environment().put("REEVE_PART", part);
        String shots = System.getProperty("reeve.shots", "");
        if (!shots.isEmpty()) {
            Path folder = Files.createDirectories(Path.of(shots)).toAbsolutePath();
            builder.environment().put("REEVE_SHOTS", folder.toString());
        }
        return builder.start();
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
