package dev.reeve.cli.run;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.Foreground;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs a flow on what the configuration says, and waits for it; see {@link Foreground} for how it is stopped. */
public final class ForegroundRun {
    private ForegroundRun() {}

    /**
     * Runs it. Call from the thread that may wait.
     *
     * @param environment the variables that secrets are read from
     * @param more what the run is asked beside the configuration
     * @param takeDisplayAway what is to be done before the process ends in the middle of the run
     */
    public static FlowRun of(
            Flow flow,
            Configuration configuration,
            Map<String, String> environment,
            UnaryOperator<RunOptions> more,
            Runnable takeDisplayAway)
            throws IOException {
        try (EarlyExit early = EarlyExit.of(flow.name(), takeDisplayAway);
                TaskExecutor executor = TaskExecutors.of(configuration);
                ResultStore store = RunSettings.store(configuration)) {
            RunOptions options = RunSettings.options(configuration, environment)
                    .executor(executor)
                    .results(store)
                    .onStateChange(early);
            return run(flow, more.apply(options));
        }
    }

    private static FlowRun run(Flow flow, RunOptions options) {
        try {
            return Foreground.run(flow, options);
        } catch (UnsupportedOperationException e) { // a kind of task that this version only draws
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }
}
