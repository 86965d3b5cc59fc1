package dev.reeve;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task's function throws to say how its attempt ends: {@code throw Signal.skip("nothing to load")}. The one use
 * of exceptions for control. An {@link Error} so that a function's own {@code catch (Exception e)} does not swallow
 * it; carries no stack trace. A signal is never data: what comes after a skipped task sees that it is absent.
 */
public abstract sealed class Signal extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    private Signal(String message) {
        super(message, null, false, false);
    }

    /** Ends the task as Skipped. */
    public static Signal skip(String reason) {
        return new Skip(reason);
    }

    /** Ends the attempt as failed; retried like any failure. */
    public static Signal fail(String reason) {
        return new Fail(reason);
    }

    /** Tries again at that time, even past the number of retries; uses up none. A time in the past means at once. */
    public static Signal retryAt(Instant time, String reason) {
        return new Retry(time, null, reason);
    }

    /** Tries again after that time, even past the number of retries; uses up none. */
    public static Signal retryAfter(Duration delay, String reason) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay of " + delay + "; use zero or more");
        }
        return new Retry(null, delay, reason);
    }

    /** Waits for a person, then runs the function again. */
    public static Signal pause(String reason) {
        return new Pause(reason, null);
    }

    /** Waits for a person or until that time, whichever comes first, then runs the function again. */
    public static Signal pause(String reason, Instant until) {
        return new Pause(reason, until);
    }

    /** Ends the task as Success with that value, which has to be of the type that the function declares. */
    public static Signal success(@Nullable Object value) {
        return new Succeed(value, "");
    }

    /** Ends the task as Success with that value and a word about it. */
    public static Signal success(@Nullable Object value, String message) {
        return new Succeed(value, message);
    }

    /** Asks to be skipped. */
    public static final class Skip extends Signal {
        @Serial
        private static final long serialVersionUID = 1;

        private Skip(String reason) {
            super(reason);
        }
    }

    /** Says that it failed. */
    public static final class Fail extends Signal {
        @Serial
        private static final long serialVersionUID = 1;

        private Fail(String reason) {
            super(reason);
        }
    }

    /** Asks to be tried again. */
    public static final class Retry extends Signal {
        @Serial
        private static final long serialVersionUID = 1;

        private final @Nullable Instant time;
        private final @Nullable Duration delay;

        private Retry(@Nullable Instant time, @Nullable Duration delay, String reason) {
            super(reason);
            this.time = time;
            this.delay = delay;
        }

        /** When, if it is thrown at {@code now}; the end of time where that cannot be told. */
        public Instant at(Instant now) {
            if (time != null) {
                return time;
            }
            Duration wait = delay == null ? Duration.ZERO : delay;
            return wait.compareTo(Duration.between(now, Instant.MAX)) > 0 ? Instant.MAX : now.plus(wait);
        }
    }

    /** Asks to wait. */
    public static final class Pause extends Signal {
        @Serial
        private static final long serialVersionUID = 1;

        private final @Nullable Instant until;

        private Pause(String reason, @Nullable Instant until) {
            super(reason);
            this.until = until;
        }

        /** How long at most; null for as long as it takes. */
        public @Nullable Instant until() {
            return until;
        }
    }

    /** Says that it succeeded. */
    public static final class Succeed extends Signal {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient @Nullable Object value;

        private Succeed(@Nullable Object value, String message) {
            super(message);
            this.value = value;
        }

        /** The result. */
        public @Nullable Object value() {
            return value;
        }
    }

    /** What it says. */
    public final String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
