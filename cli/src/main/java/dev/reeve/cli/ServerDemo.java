package dev.reeve.cli;

import dev.reeve.agent.Agent;
import dev.reeve.agent.AgentOptions;
import dev.reeve.agent.Bundles;
import dev.reeve.api.FlowRun;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogLine;
import dev.reeve.api.Logs;
import dev.reeve.api.NewKey;
import dev.reeve.cli.agent.RunnerJvm;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.server.ServerRun;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunsQuery;
import dev.reeve.client.Trust;
import dev.reeve.engine.Interrupts;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.text.Shown;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.http.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server, an agent and a run of the COVID flow, each with the command that it stands for. Closed: all is stopped. */
final class ServerDemo implements AutoCloseable {
    private static final String PROJECT = "Demo";
    private static final String FLOW = "covid-monthly";
    private static final String TABLE = "print_data";
    private static final String KEY = "demo-" + UUID.randomUUID();

    /**
     * What is shown.
     *
     * @param code the flow's jar
     * @param parameters texts by name
     * @param directory where the server keeps what it has; null: nowhere for long
     * @param stay whether all goes on after the run, until Ctrl-C
     */
    record Plan(
            String code,
            Map<String, String> parameters,
            @Nullable Path directory,
            int port,
            boolean stay) {}

    private final Console console;
    private final Plan plan;
    private final Path directory;
    private final Interrupts interrupts;
    private @Nullable ReeveServer server;
    private @Nullable ReeveClient client;
    private @Nullable Agent agent;

    ServerDemo(Console console, Plan plan) throws IOException {
        this.console = console;
        this.plan = plan;
        this.directory = plan.directory() == null ? Files.createTempDirectory("reeve-demo") : plan.directory();
        Thread shown = Thread.currentThread();
        this.interrupts = Interrupts.listen(List.of(
                () -> {
                    console.err().println("reeve: stopping ...");
                    shown.interrupt();
                },
                () -> Runtime.getRuntime().halt(ExitCode.STOPPED)));
    }

    /** Shows it; returns the exit code. */
    int show() throws IOException, InterruptedException {
        Logging.start(Configuration.load(console.surroundings()).withDefault(Settings.LOG_LEVEL, "warn"));
        ReeveClient asked = started();
        Console logged = loggedIn(asked);
        if (asked.projects().items().stream()
                .noneMatch(project -> project.name().equals(PROJECT))) {
            said("project create " + PROJECT);
            done(Main.execute(logged, "project", "create", PROJECT));
        }
        said("register " + plan.code() + " -p " + PROJECT);
        done(Main.execute(logged, "register", plan.code(), "-p", PROJECT, "--flow", FLOW));
        agent(asked);
        int code = run(logged);
        FlowRun run = asked.flowRuns(new RunsQuery(PROJECT, FLOW, null, 1, null))
                .items()
                .getFirst();
        table(asked, run);
        said("show " + run.id());
        done(Main.execute(logged, "show", run.id()));
        if (code == ExitCode.OK) {
            console.out().println();
            console.out().println("CSV: in " + plan.parameters().get("bucket"));
        }
        if (plan.stay()) {
            console.out().println(ServerDemoNext.staying(asked.server(), KEY, run.id()));
            console.out().flush();
            new CountDownLatch(1).await(); // until Ctrl-C interrupts it
        }
        return code;
    }

    private void said(String command) {
        console.out().println();
        console.out().println("$ reeve " + command);
        console.out().flush();
    }

    private static void done(int code) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (code != ExitCode.OK) {
            throw new MistakeException("The demo cannot go on: the command above ended with " + code + ".");
        }
    }

    private ReeveClient started() throws IOException {
        said("server start --port " + plan.port() + " --data-dir " + directory);
        if (plan.directory() == null) {
            // PostgreSQL runs as another account where this runs as root, and has to find the way in
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
        ServerOptions options = new ServerOptions(
                directory.resolve("server"),
                null,
                new HttpOptions("127.0.0.1", plan.port()),
                KEY,
                Optional.empty(),
                words -> console.err().println(words + " ..."),
                false,
                null,
                ServerOptions.LEASE);
        ReeveServer running = ReeveServer.start(options);
        server = running;
        console.out().println("Reeve is ready at " + running.address());
        ReeveClient made = ReeveClient.at(running.address(), KEY);
        client = made;
        return made;
    }

    /** The same world, logged in to the server. */
    private Console loggedIn(ReeveClient asked) {
        Map<String, String> environment = new HashMap<>(console.surroundings().environment());
        environment.put("REEVE_URL", asked.server().toString());
        environment.put("REEVE_TOKEN", KEY);
        Surroundings own = new Surroundings(
                console.surroundings().home(),
                environment,
                console.surroundings().processors());
        return new Console(
                console.out(),
                console.err(),
                console.terminal(),
                own,
                console.directory(),
                console.person(),
                console.command());
    }

    private void agent(ReeveClient asked) throws InterruptedException {
        said("agent start");
        String host = Bundles.host();
        String key = asked.createKey(new NewKey("demo-agent", KeyKind.AGENT, null, null, null))
                .key();
        AgentOptions options = new AgentOptions(
                asked.server(),
                key,
                host,
                host,
                List.of("host:" + host),
                4,
                directory.resolve("spool"),
                Version.text(),
                AgentOptions.Runners.USUAL);
        agent = Agent.start(options, new RunnerJvm(asked.server(), Trust.USUAL, options.spool(), ""));
        console.out().println("Agent \"" + host + "\" takes runs from " + asked.server() + ".");
    }

    private int run(Console logged) throws InterruptedException {
        StringBuilder command = new StringBuilder("run --flow " + FLOW);
        plan.parameters()
                .forEach((name, value) ->
                        command.append(" -p ").append(name).append('=').append(value));
        said(command + " --watch");
        return new ServerRun(logged, false).run(new ServerRun.Asked(FLOW, PROJECT, plan.parameters(), null), true);
    }

    /** What the task printed, which is in the run's log. */
    private void table(ReeveClient asked, FlowRun run) throws InterruptedException {
        int node = asked.taskRuns(run.id()).items().stream()
                .filter(task -> task.task().equals(TABLE))
                .map(task -> task.node())
                .findFirst()
                .orElse(-1);
        console.out().println();
        long after = 0;
        Logs page;
        do {
            page = asked.logs(run.id(), after, 1_000);
            page.lines().stream()
                    .filter(line -> node >= 0 && line.node() == node)
                    .map(LogLine::text)
                    .forEach(text -> console.out().println(Shown.clean(text)));
            after = page.next();
        } while (!page.lines().isEmpty());
    }

    /** In reverse order; what cannot be stopped does not keep the rest from it. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            stop();
        } finally {
            interrupts.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop() {
        try {
            if (agent != null && !agent.drain(Duration.ofSeconds(agent.runs() == 0 ? 10 : 0))) {
                console.err().println("reeve: the agent had a run in hand, which is lost.");
            }
        } catch (InterruptedException e) { // a second Ctrl-C ends the process anyway
            Thread.currentThread().interrupt();
        } finally {
            Optional.ofNullable(agent).ifPresent(Agent::close);
            Optional.ofNullable(client).ifPresent(ReeveClient::close);
            Optional.ofNullable(server).ifPresent(ReeveServer::close);
            if (plan.directory() == null) {
                remove(directory);
            }
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + directory + " cannot be removed", e);
        }
    }
}
