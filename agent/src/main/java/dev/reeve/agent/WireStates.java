package dev.reeve.agent;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.StateJson;
import dev.reeve.artifact.Artifact;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States and artifacts as they stand on the wire. */
final class WireStates {
    /** Characters of a message that are told: a failure's may be a whole document. */
    private static final int LONGEST_MESSAGE = 10_000;

    private WireStates() {}

    static StateJson of(State state) {
        return switch (state) {
            case State.Pending s -> StateJson.of(s.name(), null);
            case State.Scheduled s -> waiting(s, null, null, s.due());
            case State.Queued s -> waiting(s, s.tries(), s.reason(), null);
            case State.Paused s -> paused(s);
            case State.Retrying s -> waiting(s, s.tries(), s.cause(), s.due());
            case State.Running s -> waiting(s, s.tries(), null, null);
            case State.Mapped s -> new StateJson(s.name(), null, null, null, null, null, s.width(), null, null, null);
            case State.Cancelling s -> waiting(s, s.tries(), s.reason(), null);
            case State.Success s -> StateJson.of(s.name(), text(s.message()));
            case State.Cached s -> StateJson.of(s.name(), text(s.source()));
            case State.Skipped s -> StateJson.of(s.name(), text(s.reason()));
            case State.Failed s ->
                ended(s, s.failure().message(), null, s.attempts(), s.failure().type());
            case State.TimedOut s -> ended(s, null, s.limit(), s.attempts(), null);
            case State.TriggerFailed s -> StateJson.of(s.name(), text(s.reason()));
            case State.Crashed s -> ended(s, s.reason(), null, s.attempts(), null);
            case State.Cancelled s -> StateJson.of(s.name(), text(s.reason()));
        };
    }

    private static StateJson waiting(
            State state, @Nullable Tries tries, @Nullable String message, @Nullable Instant due) {
        return new StateJson(
                state.name(),
                text(message),
                tries == null ? null : (Integer) tries.attempt(),
                tries == null ? null : (Integer) tries.failed(),
                due,
                null,
                null,
                null,
                null,
                null);
    }

    private static StateJson paused(State.Paused state) {
        Tries tries = state.tries();
        return new StateJson(
                state.name(),
                text(state.reason()),
                tries.attempt(),
                tries.failed(),
                null,
                state.until(),
                null,
                null,
                null,
                null);
    }

    private static StateJson ended(
            State state, @Nullable String message, @Nullable Duration limit, int attempts, @Nullable String type) {
        Long nanos = limit == null ? null : (Long) nanos(limit);
        return new StateJson(state.name(), text(message), null, null, null, null, null, nanos, attempts, text(type));
    }

    /** As long as a long can say. */
    private static long nanos(Duration limit) {
        try {
            return limit.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static @Nullable String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    static ArtifactJson of(Artifact artifact) {
        return switch (artifact) {
            case Artifact.Markdown a -> new ArtifactJson("markdown", a.name(), Map.of("text", a.text()));
            case Artifact.Table a ->
                new ArtifactJson("table", a.name(), Map.of("columns", a.columns(), "rows", a.rows()));
            case Artifact.Link a ->
                new ArtifactJson("link", a.name(), Map.of("target", a.target().toString()));
            case Artifact.Image a ->
                new ArtifactJson(
                        "image",
                        a.name(),
                        Map.of(
                                "mediaType",
                                a.mediaType(),
                                "base64",
                                Base64.getEncoder().encodeToString(a.content())));
        };
    }
}
