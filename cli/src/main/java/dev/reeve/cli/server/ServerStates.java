package dev.reeve.cli.server;

import dev.reeve.api.StateJson;
import dev.reeve.api.TaskRun;
import dev.reeve.engine.text.Took;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What states on the wire come to. */
final class ServerStates {
    private static final Set<String> WELL = Set.of("Success", "Cached", "Skipped");
    private static final Set<String> FAILED = Set.of("Failed", "TimedOut", "TriggerFailed", "Crashed");

    private ServerStates() {}

    static boolean well(StateJson state) {
        return WELL.contains(state.name());
    }

    static boolean failed(StateJson state) {
        return FAILED.contains(state.name());
    }

    static boolean over(StateJson state) {
        return well(state) || failed(state) || state.name().equals("Cancelled");
    }

    /** What there is to say about it in one line; empty if the name says all. */
    static String said(StateJson state) {
        if (state.limitNanos() != null) {
            return "longer than " + Took.words(Duration.ofNanos(state.limitNanos()));
        }
        String type = state.failureType();
        String message = state.message() == null ? "" : state.message();
        if (type == null || type.isEmpty()) {
            return message;
        }
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return message.isEmpty() ? simple : simple + ": " + message;
    }

    /** How long it took; empty if it has not both begun and ended. */
    static String took(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null ? "" : Took.words(Duration.between(start, end));
    }

    /** Attempts that began; empty if none did. */
    static String attempts(TaskRun task) {
        return task.attempts() == 0 ? "" : String.valueOf(task.attempts());
    }
}
