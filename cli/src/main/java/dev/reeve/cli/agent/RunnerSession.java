package dev.reeve.cli.agent;

import dev.reeve.RunOptions;
import dev.reeve.agent.Bundles;
import dev.reeve.agent.PrintedByRuns;
import dev.reeve.agent.RunAppender;
import dev.reeve.agent.RunLogs;
import dev.reeve.agent.Runner;
import dev.reeve.agent.RunnerSetup;
import dev.reeve.agent.WarmRunner;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.run.RunSettings;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Origin;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.secret.MaskedStream;
import dev.reeve.engine.secret.Masking;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A process that is a runner: what it logs and prints is its runs', and goes to the server. */
public final class RunnerSession {
    private final Configuration configuration;
    private final Surroundings surroundings;
    private final URI server;
    private final Path spool;

    /** One that works for that server, with a directory for what happens while that is away. */
    public RunnerSession(Configuration configuration, Surroundings surroundings, URI server, Path spool) {
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.server = server;
        this.spool = spool;
    }

    /** What is done with the runner. */
    private interface Work<T> {
        T with(Runner runner, RunLogs logs) throws InterruptedException;
    }

    /** Carries out one run; whether it went well. */
    public boolean execute(String runId, String runKey) throws IOException, InterruptedException {
        return with((runner, logs) -> runner.execute(runId, runKey));
    }

    /** Carries out what an agent says on standard input, until that ends. */
    public void serve() throws IOException, InterruptedException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        boolean done = with((runner, logs) -> {
            new WarmRunner(runner, logs, out, err).serve(System.in);
            return true;
        });
        Runtime.getRuntime().halt(done ? 0 : 1); // threads that tasks left behind do not keep it
    }

    private boolean with(Work<Boolean> work) throws IOException, InterruptedException {
        RunLogs logs = new RunLogs();
        Masking masking = Masking.ofThisProcess();
        System.setOut(PrintedByRuns.before(MaskedStream.before(System.out, masking), logs, false));
        System.setErr(PrintedByRuns.before(MaskedStream.before(System.err, masking), logs, true));
        Logging.start(configuration, new RunAppender(logs));
        try (TaskExecutor executor = TaskExecutors.of(configuration);
                ResultStore store = RunSettings.store(configuration);
                BundleFlows flows = new BundleFlows()) {
            RunOptions options = options().executor(executor).results(store);
            RunnerSetup setup = new RunnerSetup(server, spool, Bundles.host(), flows, options, logs);
            try (Runner runner = new Runner(setup)) {
                return work.with(runner, logs);
            }
        }
    }

    /** All results are stored unless somebody says otherwise: the server keeps where they are. */
    private RunOptions options() {
        RunOptions options = RunSettings.scheduled(configuration, surroundings)
                .zone(configuration.get(Settings.RUN_ZONE))
                .recorded(false);
        boolean chosen = !(configuration.origin(Settings.RESULTS_CHECKPOINTING) instanceof Origin.Default);
        return chosen ? options : options.checkpointing(true);
    }
}
