package dev.reeve.agent;

import dev.reeve.RunOptions;
import dev.reeve.engine.Interrupts;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.secret.Masking;
import dev.reeve.engine.secret.SecretProviders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent whose runner is the process that it is in: runs use the classes, services and memory of that process, and end
 * with it. Immutable. It takes runs of other flows, too, if its labels fit, and these then crash: give a flow a label that
 * only its own agents have. Results are kept where the process's configuration says, in files by default.
 *
 * @param server where the server is
 * @param key an agent's
 * @param name for people; this computer's name by default
 * @param labels beside that of this computer, {@code host:NAME}
 * @param slots how many runs at once; 4 by default
 * @param spool the directory for what happens while the server is away; {@code ~/.reeve/spool} by default
 * @param shown whether lines of runs are printed, too; not by default
 */
public record OwnAgent(
        URI server,
        String key,
        List<Class<?>> holders,
        String name,
        List<String> labels,
        int slots,
        Path spool,
        boolean shown) {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAgent.class);
    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    public OwnAgent {
        holders = List.copyOf(holders);
        labels = List.copyOf(labels);
        if (slots < 1) {
            throw new IllegalArgumentException("an agent of " + slots + " slots would take nothing");
        }
    }

    static OwnAgent of(URI server, String key, List<Class<?>> holders) {
        Path spool = Path.of(System.getProperty("user.home"), ".reeve", "spool");
        return new OwnAgent(server, key, holders, Bundles.host(), List.of(), 4, spool, false);
    }

    /** With another name. */
    public OwnAgent named(String other) {
        return new OwnAgent(server, key, holders, other, labels, slots, spool, shown);
    }

    /** With these labels, besides that of this computer. */
    public OwnAgent labels(List<String> others) {
        return new OwnAgent(server, key, holders, name, others, slots, spool, shown);
    }

    /** With so many runs at once. */
    public OwnAgent slots(int most) {
        return new OwnAgent(server, key, holders, name, labels, most, spool, shown);
    }

    /** With another directory for what happens while the server is away. */
    public OwnAgent spool(Path directory) {
        return new OwnAgent(server, key, holders, name, labels, slots, directory, shown);
    }

    /** Prints the lines of runs to standard output, as well. */
    public OwnAgent showLogs() {
        return new OwnAgent(server, key, holders, name, labels, slots, spool, true);
    }

    /**
     * Carries out runs until Ctrl-C, {@code kill} or an interrupt of this thread; then takes no more, and lets those in hand
     * end. A second Ctrl-C ends the process.
     *
     * @throws dev.reeve.client.RefusedException if the server does not want it, as with a key that is no agent's
     */
    public void run() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Interrupts signals = Interrupts.listen(
                List.of(stopped::countDown, () -> Runtime.getRuntime().halt(130)));
        try (Started agent = start()) {
            try {
                stopped.await();
            } finally {
                if (!agent.drain(LONGEST_RUN)) {
                    LOG.warn("{} runs did not end within {} and are stopped", agent.runs(), LONGEST_RUN);
                }
            }
        } finally {
            signals.close();
        }
    }

    /** Starts it; returns when the server knows it. What tasks print goes into their runs' logs until it is closed. */
    public Started start() throws InterruptedException {
        return start(Surroundings.ofThisProcess(), Pauses.USUAL);
    }

    Started start(Surroundings surroundings, Pauses pauses) throws InterruptedException {
        Configuration configuration = Configuration.load(surroundings).withDefault(Settings.RESULTS_STORE, "files");
        Opened opened = new Opened();
        boolean done = false;
        try {
            var executor = opened.with(TaskExecutors.of(configuration));
            var store = opened.with(ResultStores.of(configuration));
            SecretProviders secrets = SecretProviders.of(surroundings, configuration);
            secrets.hideIn(Masking.ofThisProcess());
            RunOptions options = RunOptions.DEFAULT
                    .zone(configuration.get(Settings.RUN_ZONE))
                    .grace(configuration.get(Settings.RUN_GRACE))
                    .secrets(secrets)
                    .executor(executor)
                    .results(store)
                    .checkpointing(true)
                    .recorded(false);
            RunLogs logs = new RunLogs();
            RunnerSetup setup = new RunnerSetup(server, spool, Bundles.host(), new OwnFlows(holders), options, logs);
            opened.with(OwnOutput.begin(logs, shown));
            Runner runner = opened.with(new Runner(setup, pauses));
            Agent agent = Agent.start(agentOptions(), (clock, crashed) -> new OwnProcess(runner, crashed), pauses);
            opened.with(agent);
            done = true;
            return new Started(agent, opened);
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    private AgentOptions agentOptions() {
        String host = Bundles.host();
        List<String> all = new ArrayList<>(labels);
        all.add("host:" + host);
        return new AgentOptions(
                server, key, name, host, all, slots, spool, Reeve.version(), AgentOptions.Runners.USUAL);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "agent " + name + " of " + server + ", labels " + labels + ", " + slots + " slots";
    }

    /** One that works. Thread-safe. */
    public static final class Started implements AutoCloseable {
        private final Agent agent;
        private final Opened opened;

        private Started(Agent agent, Opened opened) {
            this.agent = agent;
            this.opened = opened;
        }

        /** How many runs it has in hand. */
        public int runs() {
            return agent.runs();
        }

        /** Takes no more runs, and lets those in hand end; whether all did within that time. */
        public boolean drain(Duration most) throws InterruptedException {
            return agent.drain(most);
        }

        /** Stops what is in hand; what it prints goes where it went before. */
        @Override
        public void close() {
            opened.close();
        }
    }
}
