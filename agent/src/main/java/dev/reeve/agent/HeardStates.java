package dev.reeve.agent;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.StateJson;
import dev.reeve.artifact.Artifact;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States and artifacts as {@link WireStates} put them on the wire, read again. */
final class HeardStates {
    private HeardStates() {}

    /**
     * That state.
     *
     * @throws IllegalArgumentException if it is none that this release knows
     */
    static State of(StateJson json) {
        String text = Objects.requireNonNullElse(json.message(), "");
        return switch (json.name()) { // an open set
            case "Pending" -> State.Pending.NOW;
            case "Scheduled" -> new State.Scheduled(due(json));
            case "Queued" -> new State.Queued(tries(json), text);
            case "Paused" -> new State.Paused(tries(json), text, json.until());
            case "Retrying" -> new State.Retrying(tries(json), due(json), text);
            case "Running" -> new State.Running(tries(json));
            case "Mapped" -> new State.Mapped(number(json.width()));
            case "Cancelling" -> new State.Cancelling(tries(json), text);
            case "Success" -> new State.Success(text);
            case "Cached" -> new State.Cached(text);
            case "Skipped" -> new State.Skipped(text);
            case "Failed" ->
                new State.Failed(
                        new Failure(Objects.requireNonNullElse(json.failureType(), ""), text, null),
                        number(json.attempts()));
            case "TimedOut" ->
                new State.TimedOut(
                        Duration.ofNanos(Objects.requireNonNullElse(json.limitNanos(), 0L)), number(json.attempts()));
            case "TriggerFailed" -> new State.TriggerFailed(text);
            case "Crashed" -> new State.Crashed(text, number(json.attempts()));
            case "Cancelled" -> new State.Cancelled(text);
            default -> throw new IllegalArgumentException("\"" + json.name() + "\" is no state");
        };
    }

    private static Instant due(StateJson json) {
        return Objects.requireNonNullElse(json.due(), Instant.EPOCH);
    }

    private static Tries tries(StateJson json) {
        return json.attempt() == null ? Tries.FIRST : new Tries(json.attempt(), number(json.failed()));
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** That artifact; empty if it is none that this release knows. */
    static Optional<Artifact> of(ArtifactJson json) {
        if (!(json.body() instanceof Map<?, ?> body)) {
            return Optional.empty();
        }
        return switch (json.kind()) { // an open set
            case "markdown" -> Optional.of(Artifact.markdown(json.name(), text(body, "text")));
            case "table" -> Optional.of(Artifact.table(json.name(), texts(body.get("columns")), rows(body)));
            case "link" -> Optional.of(Artifact.link(json.name(), URI.create(text(body, "target"))));
            case "image" ->
                Optional.of(Artifact.image(
                        json.name(),
                        text(body, "mediaType"),
                        Base64.getDecoder().decode(text(body, "base64"))));
            default -> Optional.empty();
        };
    }

    private static String text(Map<?, ?> body, String name) {
        return String.valueOf(body.get(name));
    }

    private static List<String> texts(@Nullable Object list) {
        List<String> texts = new ArrayList<>();
        if (list instanceof List<?> all) {
            all.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    private static List<List<String>> rows(Map<?, ?> body) {
        List<List<String>> rows = new ArrayList<>();
        if (body.get("rows") instanceof List<?> all) {
            all.forEach(row -> rows.add(texts(row)));
        }
        return rows;
    }
}
