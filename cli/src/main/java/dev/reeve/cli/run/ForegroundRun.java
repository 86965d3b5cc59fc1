package dev.reeve.cli.run;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a flow and waits for it. Ctrl-C cancels the run, which then has its grace period to end; a second one ends the
 * process at once.
 */
public final class ForegroundRun {
    private static final String REASON = "stopped by Ctrl-C or kill";

    private final Thread waiting = Thread.currentThread();
    private final EarlyExit early;
    private @Nullable FlowRun run;
    private boolean cancelled;

    private ForegroundRun(EarlyExit early) {
        this.early = early;
    }

    /**
     * Runs it on what the configuration says. Call from the thread that may wait.
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
            ForegroundRun run = new ForegroundRun(early);
            Interrupts interrupts = Interrupts.listen(List.of(run::cancel, run::exit, ForegroundRun::halt));
            try {
                return run.await(flow, more.apply(options));
            } finally {
                interrupts.close();
            }
        }
    }

    private FlowRun await(Flow flow, RunOptions options) {
        FlowRun started = start(flow, options);
        started(started);
        while (true) {
            try {
                return started.await();
            } catch (InterruptedException e) { // by cancel(), while the run was being started
                started.cancel(REASON);
            }
        }
    }

    private static FlowRun start(Flow flow, RunOptions options) {
        try {
            return flow.start(options);
        } catch (UnsupportedOperationException e) { // a kind of task that this version only draws
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }

    private synchronized void started(FlowRun begun) {
        run = begun;
        if (cancelled) {
            begun.cancel(REASON);
        }
    }

    /** A run in this thread is not known before it ends; the engine takes an interrupt for a wish to cancel. */
    private synchronized void cancel() {
        cancelled = true;
        // not the stream at the start: a live display has taken the place of the stream, and puts the line above itself
        System.err.println("reeve: cancelling; running tasks are asked to end. Ctrl-C again stops at once.");
        if (run == null) {
            waiting.interrupt();
        } else {
            run.cancel(REASON);
        }
    }

    /** Leaves time only for shutdown hooks, such as the one that gives a terminal its cursor back. */
    private void exit() {
        early.expect();
        System.exit(ExitCode.HALTED);
    }

    private static void halt() {
        Runtime.getRuntime().halt(ExitCode.HALTED);
    }

    /** The exit code that says how a run ended. */
    public static int exitCode(FlowRun run) {
        if (run.state().isSuccessful()) {
            return ExitCode.OK;
        }
        return run.state() instanceof State.Cancelled ? ExitCode.CANCELLED : ExitCode.FAILED;
    }
}
