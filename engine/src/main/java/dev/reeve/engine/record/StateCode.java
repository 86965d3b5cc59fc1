package dev.reeve.engine.record;

import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;

/** States as numbers, with what belongs to each as bytes after it. The numbers are part of the format. */
final class StateCode {
    private static final int PENDING = 0;
    private static final int SCHEDULED = 1;
    private static final int QUEUED = 2;
    private static final int PAUSED = 3;
    private static final int RETRYING = 4;
    private static final int RUNNING = 5;
    private static final int MAPPED = 6;
    private static final int CANCELLING = 7;
    private static final int SUCCESS = 8;
    private static final int CACHED = 9;
    private static final int SKIPPED = 10;
    private static final int FAILED = 11;
    private static final int TIMED_OUT = 12;
    private static final int TRIGGER_FAILED = 13;
    private static final int CRASHED = 14;
    private static final int CANCELLED = 15;
    // what nearly all task runs go through, in one number
    private static final int FIRST_QUEUED = 16;
    private static final int FIRST_RUNNING = 17;
    private static final int PLAIN_SUCCESS = 18;

    /** More than any of them. */
    static final int END = 19;

    /** A message may be a whole document, and history keeps each. */
    static final int LONGEST_MESSAGE = 16_384;

    private static final String[] NAMES = {
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
        "Cancelled",
        "Queued",
        "Running",
        "Success"
    };

    private StateCode() {}

    /** The name of the states with that number. */
    static String name(int code) {
        return NAMES[code];
    }

    static int of(State state) {
        return switch (state) {
            case State.Pending s -> PENDING;
            case State.Scheduled s -> SCHEDULED;
            case State.Queued s -> s.equals(State.Queued.FIRST) ? FIRST_QUEUED : QUEUED;
            case State.Paused s -> PAUSED;
            case State.Retrying s -> RETRYING;
            case State.Running s -> s.tries().equals(Tries.FIRST) ? FIRST_RUNNING : RUNNING;
            case State.Mapped s -> MAPPED;
            case State.Cancelling s -> CANCELLING;
            case State.Success s -> s.message().isEmpty() ? PLAIN_SUCCESS : SUCCESS;
            case State.Cached s -> CACHED;
            case State.Skipped s -> SKIPPED;
            case State.Failed s -> FAILED;
            case State.TimedOut s -> TIMED_OUT;
            case State.TriggerFailed s -> TRIGGER_FAILED;
            case State.Crashed s -> CRASHED;
            case State.Cancelled s -> CANCELLED;
        };
    }

    /** What is to be said beside the number. */
    static void write(State state, Bytes out) {
        switch (state) {
            case State.Pending s -> {}
            case State.Scheduled s -> out.instant(s.due());
            case State.Queued s -> {
                if (of(s) == QUEUED) {
                    tries(s.tries(), out);
                    message(s.reason(), out);
                }
            }
            case State.Paused s -> paused(s, out);
            case State.Retrying s -> {
                tries(s.tries(), out);
                out.instant(s.due());
                message(s.cause(), out);
            }
            case State.Running s -> {
                if (of(s) == RUNNING) {
                    tries(s.tries(), out);
                }
            }
            case State.Mapped s -> out.number(s.width());
            case State.Cancelling s -> {
                tries(s.tries(), out);
                message(s.reason(), out);
            }
            case State.Success s -> {
                if (of(s) == SUCCESS) {
                    message(s.message(), out);
                }
            }
            case State.Cached s -> message(s.source(), out);
            case State.Skipped s -> message(s.reason(), out);
            case State.Failed s -> {
                message(s.failure().type(), out);
                message(s.failure().message(), out);
                out.number(s.attempts());
            }
            case State.TimedOut s -> {
                out.span(s.limit());
                out.number(s.attempts());
            }
            case State.TriggerFailed s -> message(s.reason(), out);
            case State.Crashed s -> {
                message(s.reason(), out);
                out.number(s.attempts());
            }
            case State.Cancelled s -> message(s.reason(), out);
        }
    }

    private static void paused(State.Paused state, Bytes out) {
        tries(state.tries(), out);
        message(state.reason(), out);
        Instant until = state.until();
        out.octet(until == null ? 0 : 1);
        if (until != null) {
            out.instant(until);
        }
    }

    private static void tries(Tries tries, Bytes out) {
        out.number(tries.attempt());
        out.number(tries.failed());
    }

    private static void message(String text, Bytes out) {
        out.said(shortened(text));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    static State read(int code, Scan in) throws DamagedRecordException {
        return switch (code) { // numbers are an open set
            case FIRST_QUEUED -> State.Queued.FIRST;
            case FIRST_RUNNING -> State.Running.FIRST;
            case PLAIN_SUCCESS -> State.Success.PLAIN;
            case PENDING -> State.Pending.NOW;
            case SCHEDULED -> new State.Scheduled(in.instant());
            case QUEUED -> new State.Queued(tries(in), in.text());
            case PAUSED -> new State.Paused(tries(in), in.text(), in.octet() == 0 ? null : in.instant());
            case RETRYING -> new State.Retrying(tries(in), in.instant(), in.text());
            case RUNNING -> new State.Running(tries(in));
            case MAPPED -> new State.Mapped(in.index());
            case CANCELLING -> new State.Cancelling(tries(in), in.text());
            case SUCCESS -> new State.Success(in.text());
            case CACHED -> new State.Cached(in.text());
            case SKIPPED -> new State.Skipped(in.text());
            case FAILED -> new State.Failed(new Failure(in.text(), in.text(), null), in.index());
            case TIMED_OUT -> new State.TimedOut(Duration.ofSeconds(in.signed(), in.number()), in.index());
            case TRIGGER_FAILED -> new State.TriggerFailed(in.text());
            case CRASHED -> new State.Crashed(in.text(), in.index());
            case CANCELLED -> new State.Cancelled(in.text());
            default -> throw new DamagedRecordException("there is no state " + code);
        };
    }

    private static Tries tries(Scan in) throws DamagedRecordException {
        int attempt = in.index();
        int failed = in.index();
        if (attempt < 1 || failed >= attempt) {
            throw new DamagedRecordException("attempt " + attempt + " after " + failed + " failures");
        }
        return new Tries(attempt, failed);
    }
}
