package dev.reeve.notify;

import dev.reeve.state.State;
import dev.reeve.state.State.Cached;
import dev.reeve.state.State.Cancelled;
import dev.reeve.state.State.Cancelling;
import dev.reeve.state.State.Crashed;
import dev.reeve.state.State.Failed;
import dev.reeve.state.State.Mapped;
import dev.reeve.state.State.Paused;
import dev.reeve.state.State.Pending;
import dev.reeve.state.State.Queued;
import dev.reeve.state.State.Retrying;
import dev.reeve.state.State.Running;
import dev.reeve.state.State.Scheduled;
import dev.reeve.state.State.Skipped;
import dev.reeve.state.State.Success;
import dev.reeve.state.State.TimedOut;
import dev.reeve.state.State.TriggerFailed;

/** How news of a state is worded. */
final class Happening {
    private Happening() {}

    /** The end of a sentence that begins with the flow or task. */
    static String of(State state) {
        return switch (state) {
            case Pending s -> "waits";
            case Scheduled s -> "is scheduled";
            case Queued s -> "is queued";
            case Paused s -> "waits for somebody";
            case Retrying s -> "failed and will be tried again";
            case Running s -> "is running";
            case Mapped s -> "is running";
            case Cancelling s -> "is being cancelled";
            case Success s -> "succeeded";
            case Cached s -> "was taken from a cache";
            case Skipped s -> "was skipped";
            case Failed s -> "failed";
            case TimedOut s -> "timed out";
            case TriggerFailed s -> "could not run";
            case Crashed s -> "crashed";
            case Cancelled s -> "was cancelled";
        };
    }

    static Notice.Tone tone(State state) {
        if (state.isFailed() || state instanceof Retrying) {
            return Notice.Tone.BAD;
        }
        return state.isSuccessful() ? Notice.Tone.GOOD : Notice.Tone.NEUTRAL;
    }
}
