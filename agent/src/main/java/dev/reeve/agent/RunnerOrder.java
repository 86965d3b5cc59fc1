package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;
import org.jspecify.annotations.Nullable;

/**
 * What an agent tells a runner process, one JSON line each on its standard input. Exactly one of the components is there.
 *
 * @param token what the runner's news begin with, so that nothing else that the process prints is taken for them
 * @param run a run to be carried out, with its key
 * @param cancel a run to be stopped
 * @param lease until when the agent's runs are its own, by {@link System#nanoTime()}
 * @param output a line that the process printed, for the logs of its runs
 * @param heard a run, all of whose lines that were printed before it asked were told by now, on one of the two streams
 */
record RunnerOrder(
        @Nullable String token,
        @Nullable ClaimedRun run,
        @Nullable Cancel cancel,
        @Nullable Long lease,
        @Nullable Output output,
        @Nullable String heard) {
    record Cancel(String runId, Stop stop) {}

    record Output(boolean error, String text) {}

    /** A run in one epoch: it may be given again while what is left of an earlier epoch comes to its end. */
    static String key(ClaimedRun run) {
        return run.runId() + "/" + run.epoch();
    }

    static RunnerOrder token(String token) {
        return new RunnerOrder(token, null, null, null, null, null);
    }

    static RunnerOrder run(ClaimedRun run) {
        return new RunnerOrder(null, run, null, null, null, null);
    }

    static RunnerOrder cancel(String runId, Stop stop) {
        return new RunnerOrder(null, null, new Cancel(runId, stop), null, null, null);
    }

    static RunnerOrder lease(long nanoTime) {
        return new RunnerOrder(null, null, null, nanoTime, null, null);
    }

    static RunnerOrder output(boolean error, String text) {
        return new RunnerOrder(null, null, null, null, new Output(error, text), null);
    }

    static RunnerOrder heard(String runId) {
        return new RunnerOrder(null, null, null, null, null, runId);
    }
}
