package dev.reeve.cli.run;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.Foreground;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Runs a flow on what the configuration says, and waits for it; see {@link Foreground} for how it is stopped. */
public final class ForegroundRun {
    private ForegroundRun() {}

    /**
     * Runs it. Call from the thread that may wait.
     *
     * @param surroundings what secrets are read from
     * @param more what the run is asked beside the configuration
     * @param takeDisplayAway what is to be done before the process ends in the middle of the run
     * @param questions asked each time that the run waits for a person
     */
    public static FlowRun of(
            Flow flow,
            Configuration configuration,
            Surroundings surroundings,
            UnaryOperator<RunOptions> more,
            Runnable takeDisplayAway,
            Questions questions)
            throws IOException {
        try (TaskExecutor executor = TaskExecutors.of(configuration);
                ResultStore store = RunSettings.store(configuration)) {
            RunOptions options = more.apply(RunSettings.options(configuration, surroundings)
                    .executor(executor)
                    .results(store));
            FlowRun run;
            EarlyExit early = EarlyExit.of(flow.name(), takeDisplayAway);
            try (early) {
                run = run(flow, options.onStateChange(early));
            }
            while (true) { // nobody looks out for an early end while a person is asked: that is theirs to choose
                Runnable answer = questions.answer(run);
                if (answer == null) {
                    return run;
                }
                early.lookOut();
                try (early) {
                    run = Foreground.goOn(run, answer);
                }
            }
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
