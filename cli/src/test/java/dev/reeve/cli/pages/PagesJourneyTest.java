package dev.reeve.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import dev.reeve.cli.Main;
import dev.reeve.cli.QuickJvms;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the login to a run that failed and was mended, in Chromium, with nothing played: a real server with its own PostgreSQL, a
 * real agent, runners in processes of their own. What is done in the browser is in {@code ui/browser/journey.mjs}.
 */
final class PagesJourneyTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";
    private static final String PASSWORD = "a password of the tests";

    @TempDir
    Path home;

    @Test
    @Timeout(300)
    void aRunIsLaunchedWatchedAndMendedInTheBrowserWhileAnAgentCarriesItOut() throws Exception {
        Path ui = Path.of("../ui").toAbsolutePath().normalize();
        assertThat(ui.resolve("node_modules/playwright-core"))
                .as("what npm fetched when the pages were built; without -DskipUi they are")
                .isDirectory();
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        Path register = home.resolve("register");
        List<String> said = new ArrayList<>();
        try (ReeveServer server = ReeveServer.start(
                        ServerOptions.in(home.resolve("server")).adminToken(ADMIN));
                ReeveClient client = ReeveClient.at(server.address(), ADMIN)) {
            client.createUser(new NewUser("ann", null, Role.MEMBER, PASSWORD));
            String url = server.address().toString();
            String key = client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                    .key();
            reeve(url, ADMIN, "project", "create", "Demo");
            reeve(url, ADMIN, "register", jar().toString(), "-p", "Demo");
            Process agent = started(reeveCommand(url, key, "agent", "start"), "agent.log");
            try {
                ProcessBuilder browser = new ProcessBuilder("node", "browser/journey.mjs").directory(ui.toFile());
                browser.environment()
                        .putAll(Map.of(
                                "REEVE_URL", url, "REEVE_PASSWORD", PASSWORD, "REEVE_REGISTER", register.toString()));
                Process journey = browser.redirectErrorStream(true).start();
                try {
                    follow(journey, register, said);
                    assertThat(journey.waitFor())
                            .as(String.join("\n", said) + "\n" + Files.readString(home.resolve("agent.log")))
                            .isZero();
                } finally {
                    journey.destroyForcibly();
                }
            } finally {
                agent.toHandle().destroy();
                agent.waitFor();
            }
        }
        assertThat(said).last().isEqualTo("all is well");
    }

    /** Until it ends; what the flow lacks is there once the browser says so. */
    private static void follow(Process process, Path register, List<String> said) throws IOException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("@mend")) {
                    Files.writeString(register, "there");
                    in.write("ok\n");
                    in.flush();
                } else {
                    said.add(line);
                }
            }
        }
    }

    private ProcessBuilder reeveCommand(String url, String token, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        QuickJvms.beneath(builder);
        builder.environment().putAll(Map.of("REEVE_URL", url, "REEVE_TOKEN", token));
        return builder;
    }

    private Process started(ProcessBuilder builder, String log) throws IOException {
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile())
                .start();
    }

    private void reeve(String url, String token, String... arguments) throws Exception {
        assertThat(started(reeveCommand(url, token, arguments), "command.log").waitFor())
                .as(Files.readString(home.resolve("command.log")))
                .isZero();
    }

    /** The flow, away from the other classes of the tests. */
    private Path jar() throws Exception {
        Path classes = Path.of(ReportFlows.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = home.resolve("report.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream to = new JarOutputStream(out);
                Stream<Path> all = Files.list(classes.resolve("dev/reeve/cli/pages"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().startsWith("ReportFlows"))
                    .toList()) {
                to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, to);
                to.closeEntry();
            }
        }
        return file;
    }
}
