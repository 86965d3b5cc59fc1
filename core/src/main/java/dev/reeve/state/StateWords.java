package dev.reeve.state;

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
import java.math.BigDecimal;
import java.time.Duration;

/** How a state is put into words. */
final class StateWords {
    private StateWords() {}

    static String name(State state) {
        return switch (state) {
            case Pending s -> "Pending";
            case Scheduled s -> "Scheduled";
            case Queued s -> "Queued";
            case Paused s -> "Paused";
            case Retrying s -> "Retrying";
            case Running s -> "Running";
            case Mapped s -> "Mapped";
            case Cancelling s -> "Cancelling";
            case Success s -> "Success";
            case Cached s -> "Cached";
            case Skipped s -> "Skipped";
            case Failed s -> "Failed";
            case TimedOut s -> "TimedOut";
            case TriggerFailed s -> "TriggerFailed";
            case Crashed s -> "Crashed";
            case Cancelled s -> "Cancelled";
        };
    }

    static String message(State state) {
        return switch (state) {
            case Pending s -> "";
            case Scheduled s -> "due at " + s.due();
            case Queued s -> s.reason();
            case Paused s -> s.until() == null ? s.reason() : s.reason() + " (until " + s.until() + ")";
            case Retrying s -> "attempt " + s.tries().attempt() + " at " + s.due() + " after: " + s.cause();
            case Running s ->
                s.tries().attempt() == 1 ? "" : "attempt " + s.tries().attempt();
            case Mapped s -> s.width() + (s.width() == 1 ? " child" : " children");
            case Cancelling s -> s.reason();
            case Success s -> s.message();
            case Cached s -> s.source();
            case Skipped s -> s.reason();
            case Failed s -> s.failure().oneLine() + attempts(s.attempts());
            case TimedOut s -> "took longer than " + words(s.limit()) + attempts(s.attempts());
            case TriggerFailed s -> s.reason();
            case Crashed s -> s.reason() + attempts(s.attempts());
            case Cancelled s -> s.reason();
        };
    }

    private static String attempts(int attempts) {
        return attempts > 1 ? " (after " + attempts + " attempts)" : "";
    }

    /** A duration as people write it: {@code 250 ms}, {@code 1.5 s}, {@code 2 min 5 s}. */
    static String words(Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            long nanos = duration.isNegative() ? 0 : duration.toNanos();
            return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString() + " ms";
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            String seconds = String.valueOf(duration.toMillis() / 1000.0);
            return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
        }
        long minutes = duration.toMinutes();
        int rest = duration.toSecondsPart();
        return minutes + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
}
