package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Course.Phase;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state as two columns: a number, and as JSON what else belongs to it; null where the number says all. The numbers and
 * the names of fields are part of the tables' format.
 */
record StateColumns(short code, @Nullable String detail) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** No state: something that was told, see {@link Entry.Told}. */
    static final short TOLD = -1;

    static final short PENDING = 0;
    static final short SCHEDULED = 1;
    static final short QUEUED = 2;
    static final short PAUSED = 3;
    static final short RETRYING = 4;
    static final short RUNNING = 5;
    static final short MAPPED = 6;
    static final short CANCELLING = 7;
    static final short SUCCESS = 8;
    static final short CACHED = 9;
    static final short SKIPPED = 10;
    static final short FAILED = 11;
    static final short TIMED_OUT = 12;
    static final short TRIGGER_FAILED = 13;
    static final short CRASHED = 14;
    static final short CANCELLED = 15;

    static StateColumns of(State state) {
        boolean plain = state.equals(State.Queued.FIRST)
                || state.equals(State.Running.FIRST)
                || state.equals(State.Success.PLAIN)
                || state instanceof State.Pending;
        return new StateColumns(code(state), plain ? null : detail(state).toString());
    }

    static short code(State state) {
        return switch (state) {
            case State.Pending s -> PENDING;
            case State.Scheduled s -> SCHEDULED;
            case State.Queued s -> QUEUED;
            case State.Paused s -> PAUSED;
            case State.Retrying s -> RETRYING;
            case State.Running s -> RUNNING;
            case State.Mapped s -> MAPPED;
            case State.Cancelling s -> CANCELLING;
            case State.Success s -> SUCCESS;
            case State.Cached s -> CACHED;
            case State.Skipped s -> SKIPPED;
            case State.Failed s -> FAILED;
            case State.TimedOut s -> TIMED_OUT;
            case State.TriggerFailed s -> TRIGGER_FAILED;
            case State.Crashed s -> CRASHED;
            case State.Cancelled s -> CANCELLED;
        };
    }

    private static ObjectNode detail(State state) {
        ObjectNode to = JSON.createObjectNode();
        switch (state) {
            case State.Pending s -> {}
            case State.Scheduled s -> to.put("due", s.due().toString());
            case State.Queued s -> reason(tries(to, s.tries()), s.reason());
            case State.Paused s -> {
                reason(tries(to, s.tries()), s.reason());
                if (s.until() != null) {
                    to.put("until", s.until().toString());
                }
            }
            case State.Retrying s ->
                reason(tries(to, s.tries()), s.cause()).put("due", s.due().toString());
            case State.Running s -> tries(to, s.tries());
            case State.Mapped s -> to.put("width", s.width());
            case State.Cancelling s -> reason(tries(to, s.tries()), s.reason());
            case State.Success s -> reason(to, s.message());
            case State.Cached s -> reason(to, s.source());
            case State.Skipped s -> reason(to, s.reason());
            case State.Failed s ->
                reason(to, s.failure().message())
                        .put("type", Texts.message(s.failure().type()))
                        .put("attempts", s.attempts());
            case State.TimedOut s -> to.put("limit", s.limit().toString()).put("attempts", s.attempts());
            case State.TriggerFailed s -> reason(to, s.reason());
            case State.Crashed s -> reason(to, s.reason()).put("attempts", s.attempts());
            case State.Cancelled s -> reason(to, s.reason());
        }
        return to;
    }

    private static ObjectNode reason(ObjectNode to, String text) {
        return to.put("reason", Texts.message(text));
    }

    private static ObjectNode tries(ObjectNode to, Tries tries) {
        return to.put("attempt", tries.attempt()).put("failed", tries.failed());
    }

    private static final List<String> NAMES = List.of(
            "Pending",
            "Scheduled",
            "Queued",
            "Paused",
            "Retrying",
            "Running",
            "Mapped",
            "Cancelling",
            "Success",
            "Cached",
            "Skipped",
            "Failed",
            "TimedOut",
            "TriggerFailed",
            "Crashed",
            "Cancelled");

    static List<String> names() {
        return NAMES;
    }

    /** The number of the states of that name; -1: there are none. */
    static int code(String name) {
        return NAMES.indexOf(name);
    }

    /**
     * The numbers of the states of those names.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    static List<Short> codes(Collection<String> names) {
        return names.stream()
                .map(name -> {
                    short code = (short) code(name);
                    if (code < 0) {
                        throw new IllegalArgumentException("there is no state \"" + Texts.message(name)
                                + "\"; take one of " + String.join(", ", NAMES));
                    }
                    return code;
                })
                .toList();
    }

    String name() {
        return NAMES.get(code);
    }

    static Phase phase(short code) {
        return code < QUEUED || code == PAUSED || code == RETRYING
                ? Phase.WAITING
                : code == QUEUED ? Phase.QUEUED : code < SUCCESS ? Phase.RUNNING : Phase.ENDED;
    }

    State state() {
        JsonNode from = detail == null ? JSON.createObjectNode() : JSON.readTree(detail);
        return switch (code) { // numbers are an open set
            case PENDING -> State.Pending.NOW;
            case SCHEDULED -> new State.Scheduled(instant(from, "due"));
            case QUEUED -> detail == null ? State.Queued.FIRST : new State.Queued(tries(from), reason(from));
            case PAUSED ->
                new State.Paused(tries(from), reason(from), from.has("until") ? instant(from, "until") : null);
            case RETRYING -> new State.Retrying(tries(from), instant(from, "due"), reason(from));
            case RUNNING -> detail == null ? State.Running.FIRST : new State.Running(tries(from));
            case MAPPED -> new State.Mapped(from.path("width").asInt());
            case CANCELLING -> new State.Cancelling(tries(from), reason(from));
            case SUCCESS -> detail == null ? State.Success.PLAIN : new State.Success(reason(from));
            case CACHED -> new State.Cached(reason(from));
            case SKIPPED -> new State.Skipped(reason(from));
            case FAILED ->
                new State.Failed(new Failure(from.path("type").asString(), reason(from), null), attempts(from));
            case TIMED_OUT ->
                new State.TimedOut(Duration.parse(from.path("limit").asString()), attempts(from));
            case TRIGGER_FAILED -> new State.TriggerFailed(reason(from));
            case CRASHED -> new State.Crashed(reason(from), attempts(from));
            case CANCELLED -> new State.Cancelled(reason(from));
            default -> throw new LedgerException("the database has a state " + code + ", which is none");
        };
    }

    /** The attempt that the state is about; 0: none yet. */
    static int attempt(State state) {
        return switch (state) {
            case State.Pending s -> 0;
            case State.Scheduled s -> 0;
            case State.Queued s -> s.tries().attempt() - 1;
            case State.Paused s -> s.tries().attempt() - 1;
            case State.Retrying s -> s.tries().attempt() - 1;
            case State.Running s -> s.tries().attempt();
            case State.Mapped s -> 1;
            case State.Cancelling s -> s.tries().attempt();
            case State.Success s -> KEPT;
            case State.Cached s -> KEPT;
            case State.Skipped s -> KEPT;
            case State.Failed s -> s.attempts();
            case State.TimedOut s -> s.attempts();
            case State.TriggerFailed s -> 0;
            case State.Crashed s -> s.attempts();
            case State.Cancelled s -> KEPT;
        };
    }

    /** The state does not say; what was known before stays. */
    static final int KEPT = -1;

    private static Tries tries(JsonNode from) {
        return new Tries(from.path("attempt").asInt(), from.path("failed").asInt());
    }

    private static String reason(JsonNode from) {
        return from.path("reason").asString();
    }

    private static int attempts(JsonNode from) {
        return from.path("attempts").asInt();
    }

    private static Instant instant(JsonNode from, String name) {
        return Instant.parse(from.path(name).asString());
    }
}
