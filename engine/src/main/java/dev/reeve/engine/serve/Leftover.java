package dev.reeve.engine.serve;

import dev.reeve.engine.record.RunSummary;
import dev.reeve.serve.Unfinished;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a run that the log says was begun and not that it ended. Immutable. */
sealed interface Leftover {
    /** It had ended; the log did not say so. */
    record Ended(String state) implements Leftover {}

    /** It goes on. */
    record GoesOn(String why) implements Leftover {}

    /** It is told of, and left. */
    record Left(String words) implements Leftover {}

    /** It was never begun: its process ended between the line in the log and the first bytes of its record. */
    record NotBegun() implements Leftover {}

    /**
     * Decides.
     *
     * @param ran whether there is more than the very beginning of a record
     */
    static Leftover of(String flow, ServeLog.Entry entry, Optional<RunSummary> found, boolean ran, Unfinished policy) {
        String run = "Run " + entry.runId() + " of flow \"" + flow + "\" for " + entry.scheduled();
        RunSummary record = found.filter(summary -> summary.problem().isEmpty()).orElse(null);
        if (record != null) {
            return of(run, entry, record, policy);
        }
        if (ran) {
            return new Left(run + " was not finished, and cannot go on. It is not run again. "
                    + found.map(RunSummary::problem).orElse(""));
        }
        if (entry.ran() && entry.state() == null) {
            return new Left(
                    run + " was not finished when its process ended, and its record is gone since. It is not run"
                            + " again. To run it: reeve backfill " + flow + ", for that time.");
        }
        return stopped(entry)
                ? new Left(run + " was cancelled when serving stopped, and its record is gone. It is not run again.")
                : new NotBegun();
    }

    private static Leftover of(String run, ServeLog.Entry entry, RunSummary record, Unfinished policy) {
        State state = record.state();
        boolean stopped = stopped(entry) && state instanceof State.Cancelled;
        String why = stopped(entry) ? "was cancelled when serving stopped" : "was not finished when its process ended";
        if (state.isFinished() && !(state instanceof State.Crashed) && !stopped) {
            return new Ended(state.name());
        }
        if (record.alive()) {
            return new Left(run + " goes on in another process.");
        }
        return switch (policy) {
            case RESUME -> new GoesOn("it " + why);
            case REPORT -> new Left(run + " " + why + ". To go on with it: reeve resume " + record.id());
        };
    }

    private static boolean stopped(ServeLog.Entry entry) {
        return ServeLog.STOPPED.equals(entry.state());
    }

    /** A firing that no schedule knows any more, for people. */
    static String gone(String flow, Instant scheduled, boolean written) {
        return "Flow \"" + flow + "\" is not run for " + scheduled
                + (written ? ", although it was about to when its process ended" : "")
                + ": its schedule has no such firing any more.";
    }
}
