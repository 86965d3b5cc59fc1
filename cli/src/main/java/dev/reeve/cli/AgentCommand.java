package dev.reeve.cli;

import dev.reeve.agent.Agent;
import dev.reeve.agent.AgentOptions;
import dev.reeve.agent.Bundles;
import dev.reeve.cli.agent.RunnerJvm;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.server.AgentList;
import dev.reeve.cli.server.ServerLogin;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.RefusedException;
import dev.reeve.client.Trust;
import dev.reeve.engine.Interrupts;
import dev.reeve.engine.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code reeve agent}. */
@Command(
        name = "agent",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Carries out runs for the server, in processes of its own; lists those who do.",
        footer = {
            "",
            "Examples:",
            "  REEVE_URL=http://127.0.0.1:8700 REEVE_TOKEN=… reeve agent start -l eu -l gpu",
            "  reeve agent list"
        })
final class AgentCommand implements Runnable {
    private static final int HALTED = 130;

    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    AgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: start or list.");
    }

    /** How it works. */
    static final class Options {
        @Option(
                names = {"-l", "--label"},
                paramLabel = "LABEL",
                description = "Takes runs that ask for this label; may be given several times. Every agent has the"
                        + " label host:NAME of its computer.")
        private List<String> labels = List.of();

        @Option(names = "--name", paramLabel = "NAME", description = "For people; the computer's name if not said.")
        private @Nullable String name;

        @Option(names = "--slots", paramLabel = "N", defaultValue = "8", description = "How many runs at once; 8.")
        private int slots;

        @Option(
                names = "--isolation",
                paramLabel = "KIND",
                defaultValue = "warm",
                description = "warm (the default): runs of the same code share processes. fresh: each run has its own.")
        private String isolation = "warm";

        @Option(
                names = "--runs-per-process",
                paramLabel = "N",
                defaultValue = "8",
                description = "How many runs a process has at once, at most; 8.")
        private int runs;

        @Option(
                names = "--idle",
                paramLabel = "SECONDS",
                defaultValue = "300",
                description = "How long a process without a run is kept; 300.")
        private long idle;

        @Option(
                names = "--grace",
                paramLabel = "SECONDS",
                defaultValue = "40",
                description = "How long a run that is to stop may take before its process is killed; 40.")
        private long grace;

        @Option(
                names = "--drain",
                paramLabel = "SECONDS",
                defaultValue = "3600",
                description = "How long runs may go on when the agent is to end; 3600.")
        private long drain;

        @Option(
                names = "--memory",
                paramLabel = "SIZE",
                description = "The heap of a process, such as 2g; as the JVM chooses if not said.")
        private @Nullable String memory;

        @Option(
                names = "--spool",
                paramLabel = "DIR",
                description = "Where what happens is kept while the server is away; ~/.reeve/spool if not said.")
        private @Nullable Path spool;

        @Option(
                names = "--ca-file",
                paramLabel = "FILE",
                description =
                        "The certificates (PEM) of who vouches for the server; as REEVE_CA_FILE or the login says if"
                                + " not said.")
        private @Nullable Path authorities;
    }

    @Command(
            name = "start",
            sortOptions = false,
            description = {
                "Takes runs from the server, and carries them out until it is stopped.",
                "Ctrl-C or kill lets runs end and takes no more; a second one ends them at once. The key has to be one"
                        + " for agents: reeve token create NAME --agent."
            },
            footer = {
                "",
                "Exit codes: 0 it was stopped and all runs ended, 1 not all ended in time, 2 wrong usage, or the server"
                        + " refused, 130 stopped at once."
            })
    int start(@Mixin Options options, @Mixin SettingOptions settings) throws InterruptedException {
        ServerLogin login = ServerLogin.need(console);
        Configuration configuration = settings.configuration(console);
        Logging.start(configuration);
        Consumer<String> say = Logging.words(configuration, console.err()::println);
        AgentOptions agentOptions = options(login, options);
        try (Agent agent = begun(agentOptions, options.memory)) {
            say.accept("Agent \"" + agentOptions.name() + "\" takes runs from " + login.url() + ", up to "
                    + agentOptions.slots() + " at once. Ctrl-C ends it when they have ended.");
            CountDownLatch stopped = new CountDownLatch(1);
            Interrupts signals = Interrupts.listen(List.of(stopped::countDown, AgentCommand::halt));
            try {
                stopped.await();
                say.accept("reeve: no more runs are taken; " + agent.runs() + " go on. Again ends them.");
                return agent.drain(Duration.ofSeconds(options.drain)) ? ExitCode.OK : ExitCode.FAILED;
            } finally {
                signals.close();
            }
        }
    }

    @Command(
            name = "list",
            description = {
                "Prints the agents that the server knows, and which runs wait for one and why.",
                "STATE is alive, draining (it takes no more runs), silent (not heard of for half of its lease), leaving, gone"
                        + " or lost. RUNS are those of projects that you may see."
            },
            footer = {"", "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."})
    int list(
            @Mixin ListOptions options,
            @Option(names = "--ended", description = "Also those that are gone since a week or less.") boolean ended)
            throws InterruptedException {
        AgentList.print(console, options.output(), ended);
        return ExitCode.OK;
    }

    /** Runners notice that it is gone, and end when its lease has lapsed. */
    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }

    private Agent begun(AgentOptions options, @Nullable String memory) throws InterruptedException {
        RunnerJvm runners =
                new RunnerJvm(options.server(), options.trust(), options.spool(), memory == null ? "" : memory);
        try {
            return Agent.start(options, runners);
        } catch (IllegalArgumentException e) { // no authorities in their file
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        } catch (RefusedException e) {
            throw new MistakeException(
                    options.server() + " does not take this agent: " + e.getMessage()
                            + " Its key has to be one for agents: reeve token create NAME --agent.",
                    e);
        }
    }

    private AgentOptions options(ServerLogin login, Options given) {
        if (given.slots < 1 || given.runs < 1 || given.idle < 0 || given.grace < 0 || given.drain < 0) {
            throw new MistakeException("--slots and --runs-per-process take 1 or more, --idle, --grace and --drain take"
                    + " 0 seconds or more.");
        }
        if (!given.isolation.equals("warm") && !given.isolation.equals("fresh")) {
            throw new MistakeException("--isolation is warm or fresh, not \"" + given.isolation + "\".");
        }
        String host = Bundles.host();
        List<String> labels = new ArrayList<>(given.labels);
        labels.add("host:" + host);
        return new AgentOptions(
                login.url(),
                login.key(),
                given.name == null ? host : given.name,
                host,
                labels,
                given.slots,
                given.spool == null ? console.surroundings().home().resolve(".reeve/spool") : given.spool,
                Version.text(),
                new AgentOptions.Runners(
                        given.isolation.equals("fresh"),
                        given.runs,
                        Duration.ofSeconds(given.idle),
                        Duration.ofSeconds(given.grace)),
                given.authorities == null
                        ? login.trust()
                        : new Trust(
                                console.directory().resolve(given.authorities).normalize()));
    }
}
