package dev.reeve.engine;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ParameterException;
import dev.reeve.RunOptions;
import dev.reeve.state.State;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that is all that a program does, for its {@code main}. Ctrl-C and {@code kill} cancel the run, which then has
 * its grace period to end, so that the program can still report; a second one ends the process at once, with exit code
 * 130. {@code flow.run()} leaves signals alone, for in a larger program they are not its to take.
 *
 * <pre>{@code
 * FlowRun run = Foreground.run(flow(), RunOptions.DEFAULT);
 * System.exit(Foreground.exitCode(run));
 * }</pre>
 *
 * <p>Signals belong to the process: not for two runs at once.
 */
public final class Foreground {
    private static final String REASON = "stopped by Ctrl-C or kill";
    private static final int SUCCEEDED = 0;
    private static final int FAILED = 1;
    private static final int CANCELLED = 3;
    private static final int HALTED = 130; // what shells say of Ctrl-C

    private final Thread waiting = Thread.currentThread();
    private @Nullable FlowRun run;
    private boolean cancelled;

    private Foreground() {}

    /**
     * Runs it and waits until it ended, or can go on only if a person says so. Where the JVM has no signals to listen
     * to, as without the module {@code jdk.unsupported}, the same as {@code flow.run(options)}.
     *
     * @throws ParameterException if the parameters are not what the flow takes; nothing has run then
     */
    public static FlowRun run(Flow flow, RunOptions options) {
        Foreground foreground = new Foreground();
        return foreground.listening(() -> foreground.await(flow.start(options)));
    }

    /**
     * Goes on with a run that waited for a person, and waits as {@link #run} does.
     *
     * @param answer what lets it go on: gives the run the person's answer
     */
    public static FlowRun goOn(FlowRun run, Runnable answer) {
        Foreground foreground = new Foreground();
        return foreground.listening(() -> {
            foreground.started(run);
            answer.run();
            return foreground.await(run);
        });
    }

    private FlowRun listening(Supplier<FlowRun> work) {
        Interrupts interrupts = Interrupts.listen(List.of(this::cancel, Foreground::exit, Foreground::halt));
        try {
            return work.get();
        } finally {
            interrupts.close();
        }
    }

    /** The exit code that says how a run ended: 0 it went well, 3 it was cancelled, 1 anything else. */
    public static int exitCode(FlowRun run) {
        if (run.state().isSuccessful()) {
            return SUCCEEDED;
        }
        return run.state() instanceof State.Cancelled ? CANCELLED : FAILED;
    }

    private FlowRun await(FlowRun started) {
        started(started);
        while (true) {
            try {
                return started.await();
            } catch (InterruptedException e) { // by cancel(), while the run was being started
                started.cancel(REASON);
            }
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
    private static void exit() {
        System.exit(HALTED);
    }

    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }
}
