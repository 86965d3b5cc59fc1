package dev.reeve.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lets so many through in any span of that length. Thread-safe. */
final class Throttle {
    private final int most;
    private final Duration span;
    private final Deque<Instant> passed = new ArrayDeque<>();
    private int held;

    Throttle(int most, Duration span) {
        this.most = most;
        this.span = span;
    }

    /** How many were held back before this one, which passes; null if it is held back itself. */
    synchronized @Nullable Integer pass(Instant now) {
        while (!passed.isEmpty() && !passed.getFirst().plus(span).isAfter(now)) {
            passed.removeFirst();
        }
        if (passed.size() >= most) {
            held++;
            return null;
        }
        passed.addLast(now);
        int before = held;
        held = 0;
        return before;
    }
}
