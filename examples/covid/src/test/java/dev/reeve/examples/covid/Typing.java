package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A home in which commands are typed, each of them a process; all that go on end with it. */
final class Typing implements AutoCloseable {
    static final String ADMIN = "an-admin-token-of-the-tests";

    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private String url = "";

    /** Not a @TempDir: if the tests are root's, PostgreSQL runs as somebody else, who has to find the way in. */
    Typing() throws IOException {
        home = Files.createTempDirectory("reeve-typing");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }

    Path home() {
        return home;
    }

    /** What later commands find in their environment; a value of "" takes it out. */
    Typing with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What a command printed to both streams, and how it ended. */
    record Said(int code, String text) {
        Said well() {
            assertThat(code).as(text).isZero();
            return this;
        }
    }

    private Process start(Path user, String key, Path to, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + user,
                "-cp",
                System.getProperty("java.class.path")));
        all.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(home.toFile()).redirectErrorStream(true);
        builder.redirectOutput(to.toFile());
        builder.environment().put("REEVE_RESULTS_DIR", home.resolve("results").toString());
        builder.environment().put("REEVE_ADMIN_TOKEN", ADMIN);
        builder.environment().put("REEVE_URL", url);
        builder.environment().put("REEVE_TOKEN", key);
        builder.environment().remove("REEVE_DATABASE_URL");
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        return builder.start();
    }

    Said run(String main, String... arguments) throws Exception {
        Path to = Files.createTempFile(home, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(main));
        command.addAll(List.of(arguments));
        int code = start(home, ADMIN, to, command.toArray(String[]::new)).waitFor();
        return new Said(code, Files.readString(to, StandardCharsets.UTF_8));
    }

    Said reeve(String... arguments) throws Exception {
        return run("dev.reeve.cli.Main", arguments);
    }

    /** Starts a server, which the commands after this talk to. */
    void beginServer() throws IOException {
        Path said = home.resolve("server.txt");
        begin(ADMIN, said, "Reeve is ready at", "dev.reeve.cli.Main", "server", "start", "--port", "0");
        url = after(Files.readString(said), "Reeve is ready at");
    }

    /** A new key for an agent. */
    String agentKey() throws Exception {
        return reeve("token", "create", "worker", "--agent")
                .well()
                .text()
                .lines()
                .toList()
                .getLast()
                .strip();
    }

    /** One that goes on; returns once it has said that. */
    Process begin(String key, Path to, String until, String... command) throws IOException {
        return begin(home, key, to, until, command);
    }

    /** The same by somebody with another home. */
    Process begin(Path user, String key, Path to, String until, String... command) throws IOException {
        Process process = start(user, key, to, command);
        processes.add(process);
        while (!Files.readString(to).contains(until)) {
            // else the test would wait for what never comes
            assertThat(process.isAlive()).as(Files.readString(to)).isTrue();
            LockSupport.parkNanos(50_000_000);
        }
        return process;
    }

    static String after(String text, String words) {
        return text.substring(text.indexOf(words) + words.length())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws Exception {
        for (Process process : processes.reversed()) {
            stop(process);
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
