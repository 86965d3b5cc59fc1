package dev.reeve.notify;

import dev.reeve.state.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver is tried.
 *
 * @param attempts in all, 1 or more
 * @param backoff the wait after each that failed
 * @param limit how long one may take
 * @param longestWait if a receiver asks to be left alone for longer, it is given up
 */
record Patience(int attempts, Backoff backoff, Duration limit, Duration longestWait) {
    static final Patience DEFAULT = new Patience(
            6,
            Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.25),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    /** The wait before the next attempt; null to give up. */
    @Nullable
    Duration wait(DeliveryException refused, int attempt, double random) {
        Duration asked = refused.askedWait().orElse(Duration.ZERO);
        if (!refused.isPassing() || attempt >= attempts || asked.compareTo(longestWait) > 0) {
            return null;
        }
        Duration own = backoff.after(attempt, random);
        return own.compareTo(asked) > 0 ? own : asked;
    }
}
