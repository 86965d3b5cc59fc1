package dev.reeve.state;

import java.time.Duration;

/**
 * What the task's own rules say about another attempt after a failure. How many there may be is for the step
 * function to decide.
 *
 * @param wanted whether this kind of failure is to be retried at all
 * @param delay the wait before the next attempt; not negative
 */
public record RetryVerdict(boolean wanted, Duration delay) {
    /** Do not try again. */
    public static final RetryVerdict NO = new RetryVerdict(false, Duration.ZERO);

    /** Try again at once. */
    public static final RetryVerdict AT_ONCE = new RetryVerdict(true, Duration.ZERO);

    public RetryVerdict {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a retry delay of " + delay + "; use zero or more");
        }
    }

    /** Try again after that time. */
    public static RetryVerdict after(Duration delay) {
        return new RetryVerdict(true, delay);
    }
}
