package dev.reeve.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a task run or a flow run stands. Data that exists only in one state lives in that state's record.
 * Immutable and safe to share between threads.
 *
 * <p>Three groups: {@link Unstarted} (waits for something), {@link Active} (its work goes on) and
 * {@link Finished} (ended; stays so until the run is reopened in a new epoch).
 */
public sealed interface State {

    /** Waits: for upstreams, a time, a slot, a person or the next attempt. */
    sealed interface Unstarted extends State {}

    /** Work of it goes on somewhere. */
    sealed interface Active extends State {}

    /** Ended. Never left again within an epoch. */
    sealed interface Finished extends State {}

    /** Waits for its upstreams. Every run begins here. */
    record Pending() implements Unstarted {
        /** The only value worth having. */
        public static final Pending NOW = new Pending();
    }

    /** Waits for a time that is known in advance. */
    record Scheduled(Instant due) implements Unstarted {}

    /** May run; waits for a slot, or for the limit named by {@code reason} (empty: any free slot). */
    record Queued(Tries tries, String reason) implements Unstarted {
        /** Ready for a first attempt on any free slot. */
        public static final Queued FIRST = new Queued(Tries.FIRST, "");
    }

    /** Waits for a person, or until {@code until} if that is not null. */
    record Paused(Tries tries, String reason, @Nullable Instant until) implements Unstarted {}

    /** An attempt failed; {@code tries} is the next one, which starts at {@code due}. */
    record Retrying(Tries tries, Instant due, String cause) implements Unstarted {}

    /** An attempt runs. */
    record Running(Tries tries) implements Active {
        /** The first attempt runs. */
        public static final Running FIRST = new Running(Tries.FIRST);
    }

    /** A mapped node whose {@code width} children run. */
    record Mapped(int width) implements Active {}

    /** Asked to stop; its work has not ended yet. */
    record Cancelling(Tries tries, String reason) implements Active {}

    /** Ended well. */
    record Success(String message) implements Finished {
        /** Success without anything to say. */
        public static final Success PLAIN = new Success("");
    }

    /** Ended well without running: a stored result was used again. {@code source} says which. */
    record Cached(String source) implements Finished {}

    /** Did not run, on purpose. Counts as successful, yields no value. */
    record Skipped(String reason) implements Finished {}

    /** Its last attempt failed. */
    record Failed(Failure failure, int attempts) implements Finished {}

    /** Its last attempt took longer than {@code limit}. */
    record TimedOut(Duration limit, int attempts) implements Finished {}

    /** Did not run: its trigger did not pass. */
    record TriggerFailed(String reason) implements Finished {}

    /** Whatever ran it was lost. */
    record Crashed(String reason, int attempts) implements Finished {}

    /** Stopped before it ended. Neither success nor failure. */
    record Cancelled(String reason) implements Finished {}

    /** The state's name as shown to people and machines, such as {@code "TimedOut"}. */
    default String name() {
        return StateWords.name(this);
    }

    /** What there is to say about it in one line; empty if the name says all. */
    default String message() {
        return StateWords.message(this);
    }

    /** Whether it ended. */
    default boolean isFinished() {
        return this instanceof Finished;
    }

    /** Whether it ended well: Success, Cached or Skipped. */
    default boolean isSuccessful() {
        return this instanceof Success || this instanceof Cached || this instanceof Skipped;
    }

    /** Whether it ended badly: Failed, TimedOut, TriggerFailed or Crashed. Cancelled is neither. */
    default boolean isFailed() {
        return this instanceof Failed
                || this instanceof TimedOut
                || this instanceof TriggerFailed
                || this instanceof Crashed;
    }

    /** Whether it has not begun, or waits between two attempts. */
    default boolean isPending() {
        return this instanceof Unstarted;
    }

    /** Whether work of it goes on. */
    default boolean isRunning() {
        return this instanceof Active;
    }
}
