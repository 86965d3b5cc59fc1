package dev.reeve.server.run;

import dev.reeve.api.StateJson;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** States of the core as wire records, and back. What is told of a state is checked, and refused by its field. */
public final class States {
    private static final int MOST_ATTEMPTS = 1_000_000_000;

    private final StateJson json;
    private final String at;

    private States(StateJson json, String at) {
        this.json = json;
        this.at = at;
    }

    /** As it goes over the wire. */
    public static StateJson json(State state) {
        String name = state.name();
        return switch (state) {
            case State.Pending s -> StateJson.of(name, null);
            case State.Scheduled s -> new StateJson(name, null, null, null, s.due(), null, null, null, null, null);
            case State.Queued s -> waiting(name, s.reason(), s.tries(), null, null);
            case State.Paused s -> waiting(name, s.reason(), s.tries(), null, s.until());
            case State.Retrying s -> waiting(name, s.cause(), s.tries(), s.due(), null);
            case State.Running s -> waiting(name, null, s.tries(), null, null);
            case State.Mapped s -> new StateJson(name, null, null, null, null, null, s.width(), null, null, null);
            case State.Cancelling s -> waiting(name, s.reason(), s.tries(), null, null);
            case State.Success s -> StateJson.of(name, s.message());
            case State.Cached s -> StateJson.of(name, s.source());
            case State.Skipped s -> StateJson.of(name, s.reason());
            case State.Failed s ->
                ended(name, s.failure().message(), s.attempts(), s.failure().type(), null);
            case State.TimedOut s -> ended(name, null, s.attempts(), null, s.limit());
            case State.TriggerFailed s -> StateJson.of(name, s.reason());
            case State.Crashed s -> ended(name, s.reason(), s.attempts(), null, null);
            case State.Cancelled s -> StateJson.of(name, s.reason());
        };
    }

    private static StateJson waiting(
            String name, @Nullable String message, Tries tries, @Nullable Instant due, @Nullable Instant until) {
        return new StateJson(name, message, tries.attempt(), tries.failed(), due, until, null, null, null, null);
    }

    private static StateJson ended(
            String name, @Nullable String message, int attempts, @Nullable String type, @Nullable Duration limit) {
        Long nanos = limit == null ? null : nanos(limit);
        return new StateJson(name, message, null, null, null, null, null, nanos, attempts, type);
    }

    private static long nanos(Duration limit) {
        return limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : limit.toNanos();
    }

    /**
     * The state that is meant.
     *
     * @param at the pointer to it
     * @throws ProblemException 422 if it is none
     */
    static State state(StateJson json, String at) {
        return new States(json, at).state();
    }

    private State state() {
        String text = json.message() == null ? "" : json.message();
        return switch (json.name()) { // an open set
            case "Pending" -> State.Pending.NOW;
            case "Scheduled" -> new State.Scheduled(due());
            case "Queued" -> new State.Queued(tries(), text);
            case "Paused" -> new State.Paused(tries(), text, json.until());
            case "Retrying" -> new State.Retrying(tries(), due(), text);
            case "Running" -> new State.Running(tries());
            case "Mapped" -> new State.Mapped(number("width", json.width(), 0));
            case "Cancelling" -> new State.Cancelling(tries(), text);
            case "Success" -> new State.Success(text);
            case "Cached" -> new State.Cached(text);
            case "Skipped" -> new State.Skipped(text);
            case "Failed" -> new State.Failed(new Failure(type(), text, null), attempts());
            case "TimedOut" -> new State.TimedOut(limit(), attempts());
            case "TriggerFailed" -> new State.TriggerFailed(text);
            case "Crashed" -> new State.Crashed(text, attempts());
            case "Cancelled" -> new State.Cancelled(text);
            default -> throw wrong("name", "is no state.");
        };
    }

    private ProblemException wrong(String field, String message) {
        return ProblemException.invalid(Pointer.of(at, field), message);
    }

    private Instant due() {
        if (json.due() == null) {
            throw wrong("due", "is missing.");
        }
        return json.due();
    }

    private String type() {
        return json.failureType() == null ? "" : json.failureType();
    }

    private Duration limit() {
        if (json.limitNanos() == null || json.limitNanos() < 0) {
            throw wrong("limitNanos", "must be a number of nanoseconds.");
        }
        return Duration.ofNanos(json.limitNanos());
    }

    private Tries tries() {
        if (json.attempt() == null && json.failed() == null) {
            return Tries.FIRST;
        }
        int attempt = number("attempt", json.attempt(), 1);
        int failed = number("failed", json.failed(), 0);
        if (failed >= attempt) {
            throw wrong("failed", "must be less than attempt.");
        }
        return new Tries(attempt, failed);
    }

    private int attempts() {
        return number("attempts", json.attempts(), 0);
    }

    private int number(String field, @Nullable Integer value, int least) {
        if (value == null || value < least || value > MOST_ATTEMPTS) {
            throw wrong(field, "must be a whole number from " + least + " to " + MOST_ATTEMPTS + ".");
        }
        return value;
    }
}
