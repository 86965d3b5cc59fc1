package dev.reeve.benchmarks.durable;

import dev.reeve.Flow;
import dev.reeve.agent.Bundles;
import dev.reeve.agent.Registrations;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.benchmarks.ProcessorTime;
import dev.reeve.cli.Main;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server and, if it is wanted, an agent, each a process as {@code reeve} starts it, over a database of their own. */
final class Installation implements AutoCloseable {
    static final String PROJECT = "Benchmark";

    private static final String KEY = "an-admin-of-benchmarks-only-" + Long.toHexString(System.nanoTime());
    private static final String READY = "Reeve is ready at ";
    /** As {@code reeve} starts them. The runners that the agent starts are C2's, as there. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Sitting sitting;
    private final DatabaseAddress database;
    private final Path home;
    private final Deque<Process> processes = new ArrayDeque<>();
    private @Nullable Process agent;
    private URI address = URI.create("http://127.0.0.1");
    private @Nullable ReeveClient admin;
    private @Nullable Connection connection;

    private Installation(Sitting sitting, DatabaseAddress database, Path home) {
        this.sitting = sitting;
        this.database = database;
        this.home = home;
    }

    /** A server with that project. */
    static Installation start(Sitting sitting) throws Exception {
        Installation installation =
                new Installation(sitting, sitting.fresh("server"), sitting.directory("installation"));
        boolean done = false;
        try {
            installation.startServer();
            done = true;
            return installation;
        } finally {
            if (!done) {
                installation.close();
            }
        }
    }

    private void startServer() throws IOException, InterruptedException, SQLException {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "user=" + escaped(database.user())
                + "&password=" + escaped(database.password());
        Process server = start(
                "server",
                List.of(
                        "server",
                        "start",
                        "--port",
                        "0",
                        "--data-dir",
                        home.resolve("server").toString()),
                Map.of("REEVE_DATABASE_URL", url, "REEVE_ADMIN_TOKEN", KEY));
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); ; line = said.readLine()) {
            if (line == null) {
                throw new IOException("The server did not start: " + Files.readString(home.resolve("server.log")));
            }
            if (line.startsWith(READY)) {
                address = URI.create(line.substring(READY.length()));
                break;
            }
        }
        admin = ReeveClient.at(address, KEY);
        admin.createProject(new NewProject(PROJECT, ""));
        connection = Database.connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to reeve");
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An agent with one runner process for all runs of {@link DurableFlows}, which are registered. */
    void startAgent(int slots) throws IOException, InterruptedException {
        register();
        List<String> command = new ArrayList<>(List.of("agent", "start", "--slots", "" + slots));
        command.addAll(List.of(
                "--runs-per-process",
                "" + slots,
                "--spool",
                home.resolve("spool").toString()));
        agent = start("agent", command, Map.of("REEVE_URL", address.toString(), "REEVE_TOKEN", agentKey()));
    }

    /** Makes {@link DurableFlows} known. */
    void register() throws IOException, InterruptedException {
        Path jar = DurableFlows.jar(home);
        Map<String, Flow> flows = Map.of(
                "single", DurableFlows.single(),
                "chain", DurableFlows.chain(),
                "shortChain", DurableFlows.shortChain(),
                "longChain", DurableFlows.longChain(),
                "wide", DurableFlows.wide());
        for (Map.Entry<String, Flow> each : flows.entrySet()) {
            String entry = DurableFlows.class.getName() + "." + each.getKey();
            admin().register(
                            PROJECT,
                            Registrations.of(each.getValue(), Bundles.of(jar, entry), List.of(), "", "benchmark"));
        }
    }

    /** A new key for agents. */
    String agentKey() throws InterruptedException {
        return admin().createKey(new NewKey("benchmark", KeyKind.AGENT, null, null, null))
                .key();
    }

    private Process start(String name, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(List.of("-Duser.home=" + home, "-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(home.resolve(name + ".log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("REEVE_"));
        builder.environment().put("REEVE_RESULTS_DIR", home.resolve("results").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.push(process);
        return process;
    }

    ReeveClient admin() {
        if (admin == null) {
            throw new IllegalStateException("the server does not run");
        }
        return admin;
    }

    URI address() {
        return address;
    }

    /** The admin's key. */
    static String key() {
        return KEY;
    }

    /** Into its tables. */
    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("the server does not run");
        }
        return connection;
    }

    /** The number that a query answers. */
    double number(String query) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** Waits until no run is under way. */
    void awaitQuiet(Duration longest) throws SQLException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (number("select (select count(*) from run_queue) + (select count(*) from run_lease)") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("runs did not end within " + longest + "; see " + home);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Processor time of the server so far, in nanoseconds. */
    long serverCpu() {
        return ProcessorTime.ofTree(processes.getLast().pid());
    }

    /** That of the agent and its runner. */
    long agentCpu() {
        return agent == null ? 0 : ProcessorTime.ofTree(agent.pid());
    }

    @Override
    public void close() throws IOException, SQLException {
        if (admin != null) {
            admin.close();
        }
        if (connection != null) {
            connection.close();
        }
        while (!processes.isEmpty()) {
            end(processes.pop());
        }
        sitting.drop(database);
    }

    private static void end(Process process) {
        List<ProcessHandle> begun = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                int ignored = process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        begun.forEach(ProcessHandle::destroyForcibly);
    }
}
