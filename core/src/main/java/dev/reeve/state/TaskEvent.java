package dev.reeve.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a task run. What user code decides (triggers, retry rules, signals) is evaluated where the
 * flow runs and comes in here as data. An event {@link OfAttempt of an attempt} that is no longer the current one
 * is refused: a late result never overwrites a newer attempt.
 */
public sealed interface TaskEvent {
    /** Comes from an attempt, and counts only while that attempt is the current one. */
    sealed interface OfAttempt extends TaskEvent {
        /** Counted from 1. */
        int attempt();
    }

    /** All upstreams ended. {@code closed} is the reason why a condition keeps the node from running, if one does. */
    record UpstreamsFinished(
            Upstreams upstreams, Verdict verdict, @Nullable String closed) implements TaskEvent {
        /** There are none, or all ended well. */
        public static final UpstreamsFinished ALL_WELL = new UpstreamsFinished(Upstreams.NONE, Verdict.PASS, null);
    }

    /** An attempt began. */
    record Started(int attempt) implements OfAttempt {
        static final Started FIRST = new Started(1);

        /** The event for that attempt. */
        public static Started of(int attempt) {
            return attempt == 1 ? FIRST : new Started(attempt);
        }
    }

    /** A stored result takes the place of an attempt. */
    record Reused(int attempt, String source) implements OfAttempt {}

    /** The attempt ended well and its result is kept. */
    record Returned(int attempt, String message) implements OfAttempt {
        static final Returned FIRST = new Returned(1, "");

        /** The event for that attempt, with nothing to say. */
        public static Returned of(int attempt) {
            return attempt == 1 ? FIRST : new Returned(attempt, "");
        }
    }

    /** The attempt ended well and was one turn of a loop, which goes on. */
    record Turned(int attempt) implements OfAttempt {}

    /** The attempt failed. */
    record Threw(int attempt, Failure failure, RetryVerdict retry) implements OfAttempt {}

    /** The attempt took longer than its limit. */
    record Expired(int attempt, Duration limit, RetryVerdict retry) implements OfAttempt {}

    /** Whatever ran the attempt is gone. */
    record Lost(int attempt, String reason, RetryVerdict retry) implements OfAttempt {}

    /** The task asked to be skipped. */
    record SkipRequested(int attempt, String reason) implements OfAttempt {}

    /** The task asked to be tried again at a time of its own choice; uses up no retry. */
    record RetryRequested(int attempt, Instant at, String reason) implements OfAttempt {}

    /** The task asked to wait for a person, or until a time. */
    record PauseRequested(
            int attempt, String reason, @Nullable Instant until) implements OfAttempt {}

    /** The time it waits for has come. */
    record Due() implements TaskEvent {
        /** The only value worth having. */
        public static final Due NOW = new Due();
    }

    /** A person let it go on. */
    record Resumed(String by) implements TaskEvent {}

    /** A limit keeps it from running for now; an empty reason lifts that. */
    record Throttled(String reason) implements TaskEvent {}

    /** A mapped node knows how many children it has. */
    record Expanded(int width) implements TaskEvent {}

    /** All children of a mapped node ended. */
    record ChildrenFinished(Upstreams children) implements TaskEvent {}

    /** Somebody asked to stop it. */
    record CancelRequested(String reason) implements TaskEvent {}

    /** It did not stop within its grace period; nobody waits for it any longer. */
    record Abandoned(String reason) implements TaskEvent {}

    /** It is to run again, as part of a new epoch of its flow run. */
    record Reopened(int epoch) implements TaskEvent {}
}
