package dev.reeve.state;

import java.io.Serializable;
import java.time.Duration;

/** The wait between two attempts of a task. Values of this package are immutable. */
public sealed interface Backoff {
    /** Always the same wait. */
    record Constant(Duration delay) implements Backoff {
        private static final Constant NO_WAIT = new Constant(Duration.ZERO);

        public Constant {
            requireNotNegative(delay);
        }
    }

    /**
     * Doubles from {@code first} up to {@code cap}, both inclusive: 1 s and 10 s give 1, 2, 4, 8, 10, 10 s. With
     * {@code jitter} 0.25 each wait is drawn evenly between 75 % and 125 % of that, then capped.
     */
    record Exponential(Duration first, Duration cap, double jitter) implements Backoff {
        public Exponential {
            requireNotNegative(first);
            if (cap.compareTo(first) < 0) {
                throw new IllegalArgumentException("the longest wait " + cap + " is shorter than the first " + first);
            }
            if (!(jitter >= 0 && jitter <= 1)) {
                throw new IllegalArgumentException("a jitter of " + jitter + "; use 0.0 to 1.0");
            }
        }
    }

    /** The user's own, given the attempt that failed, counted from 1. */
    record Own(Function function) implements Backoff {}

    /** A wait for each failed attempt. */
    @FunctionalInterface
    interface Function extends Serializable {
        /** The wait after that attempt, counted from 1. */
        Duration after(int attempt);
    }

    /** No wait. */
    static Backoff none() {
        return Constant.NO_WAIT;
    }

    /** Always the same wait. */
    static Backoff constant(Duration delay) {
        return new Constant(delay);
    }

    /** Doubling from {@code first} up to {@code cap}, without jitter. */
    static Backoff exponential(Duration first, Duration cap) {
        return new Exponential(first, cap, 0);
    }

    /** Doubling from {@code first} up to {@code cap}, each wait spread by {@code jitter} (0.0 to 1.0) to both sides. */
    static Backoff exponential(Duration first, Duration cap, double jitter) {
        return new Exponential(first, cap, jitter);
    }

    /** The user's own. */
    static Backoff of(Function function) {
        return new Own(function);
    }

    /**
     * The wait after a failed attempt.
     *
     * @param attempt counted from 1
     * @param random drawn evenly from 0.0 (inclusive) to 1.0 (exclusive); used for jitter only
     */
    default Duration after(int attempt, double random) {
        return switch (this) {
            case Constant b -> b.delay();
            case Exponential b -> exponential(b, attempt, random);
            case Own b -> b.function().after(attempt);
        };
    }

    private static Duration exponential(Exponential backoff, int attempt, double random) {
        long cap = nanos(backoff.cap());
        long first = nanos(backoff.first());
        int shift = Math.min(attempt - 1, 62);
        long doubled = first > (Long.MAX_VALUE >> shift) ? cap : Math.min(cap, first << shift);
        double spread = 1 + backoff.jitter() * (2 * random - 1);
        return Duration.ofNanos(Math.min(cap, (long) (doubled * spread)));
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private static void requireNotNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a wait of " + delay + "; use zero or more");
        }
    }
}
