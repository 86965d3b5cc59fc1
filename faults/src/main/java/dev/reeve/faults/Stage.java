package dev.reeve.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes that take part, and where they lie. */
final class Stage implements AutoCloseable {
    /** The key of an admin. */
    static final String KEY = "an-admin-token-of-the-fault-runs";

    private final FaultOptions options;
    private final Postgres postgres;
    private final DatabaseAddress address;
    private final List<Member> servers = new ArrayList<>();
    private final List<URI> urls = new ArrayList<>();
    private final List<Member> agents = new ArrayList<>();

    /** Starts the database; the others are started one after another. */
    Stage(FaultOptions options) throws IOException {
        this.options = options;
        Path home = options.directory();
        Files.createDirectories(home);
        // PostgreSQL runs under another account where this runs as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        this.postgres = Postgres.start(PostgresOptions.at(home.resolve("postgres")));
        this.address = new DatabaseAddress(postgres.url(), postgres.user(), postgres.password());
        for (int i = 0; i < options.servers(); i++) {
            int port = freePort();
            urls.add(URI.create("http://127.0.0.1:" + port));
            Path directory = home.resolve("server-" + (i + 1));
            servers.add(member("server-" + (i + 1), () -> server(directory, port)));
        }
    }

    DatabaseAddress address() {
        return address;
    }

    List<Member> servers() {
        return servers;
    }

    List<URI> urls() {
        return urls;
    }

    List<Member> agents() {
        return agents;
    }

    /** Where bodies put down what they do. */
    Path bodies() {
        return options.directory().resolve("bodies");
    }

    /** Where an agent and its runners put down what the server does not hear. */
    Path spool(Member agent) {
        return options.directory().resolve(agent.name()).resolve("spool");
    }

    /** The process identifier of the database's first process. */
    long database() throws IOException {
        Path file = options.directory().resolve("postgres").resolve("data").resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    /** All agents, who have that key. */
    void agents(String key) {
        for (int i = 0; i < options.agents(); i++) {
            String name = "agent-" + (i + 1);
            URI server = urls.get(i % urls.size());
            agents.add(member(name, () -> agent(name, server, key)));
        }
    }

    /** A command that is no member. */
    ProcessBuilder command(String name, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Duser.home=" + options.directory().resolve(name),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(options.directory().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("REEVE_"));
        builder.environment().putAll(environment);
        builder.environment().put(Leftovers.MARK, options.directory().toString());
        return builder;
    }

    private ProcessBuilder server(Path directory, int port) {
        shareKey(directory);
        String password = URLEncoder.encode(postgres.password(), UTF_8);
        return command(
                String.valueOf(directory.getFileName()),
                List.of(
                        "server",
                        "start",
                        "--data-dir",
                        directory.toString(),
                        "--port",
                        "" + port,
                        "--agent-lease",
                        "" + options.lease().toSeconds()),
                Map.of(
                        "REEVE_ADMIN_TOKEN",
                        KEY,
                        "REEVE_DATABASE_URL",
                        "postgresql://" + postgres.user() + ":" + password + "@"
                                + postgres.url().replaceFirst(".*//", "")));
    }

    /** Servers on one database have the same key. */
    private void shareKey(Path directory) {
        Path first = options.directory().resolve("server-1").resolve("server.key");
        Path own = directory.resolve("server.key");
        try {
            if (Files.exists(first) && !Files.exists(own)) {
                Files.createDirectories(directory);
                Files.copy(first, own);
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder agent(String name, URI server, String key) {
        Path home = options.directory().resolve(name);
        return command(
                name,
                List.of(
                        "agent",
                        "start",
                        "--name",
                        name,
                        "--slots",
                        "" + options.slots(),
                        "--grace",
                        "5",
                        "--drain",
                        "60",
                        "--memory",
                        "256m",
                        "--spool",
                        home.resolve("spool").toString()),
                Map.of(
                        "REEVE_URL",
                        server.toString(),
                        "REEVE_TOKEN",
                        key,
                        "REEVE_RESULTS_DIR",
                        options.directory().resolve("results").toString(),
                        "REEVE_RECORDS_DIRECTORY",
                        home.resolve("records").toString()));
    }

    private Member member(String name, java.util.function.Supplier<ProcessBuilder> command) {
        return new Member(name, command, options.directory().resolve(name + ".log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Kills who still lives, and stops the database. */
    @Override
    public void close() throws IOException {
        try {
            for (Member each : agents) {
                each.kill();
            }
            for (Member each : servers) {
                each.kill();
            }
            Signals.kill(Leftovers.processes(options.directory()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            postgres.close();
        }
    }
}
