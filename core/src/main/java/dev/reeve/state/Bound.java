package dev.reeve.state;

import java.math.BigDecimal;

/** How many upstreams: a count, or a share of all of them. Bounds are inclusive. */
public sealed interface Bound {
    /** That many. */
    record Count(int count) implements Bound {
        public Count {
            if (count < 0) {
                throw new IllegalArgumentException("a bound of " + count + " upstreams; use 0 or more");
            }
        }

        @Override
        public String toString() {
            return String.valueOf(count);
        }
    }

    /** That part of all: 0.1 is one in ten, 1.0 all. */
    record Share(double share) implements Bound {
        public Share {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share of " + share + " of the upstreams; use 0.0 to 1.0");
            }
        }

        @Override
        public String toString() {
            return BigDecimal.valueOf(share)
                            .scaleByPowerOfTen(2)
                            .stripTrailingZeros()
                            .toPlainString() + " %";
        }
    }

    /** That many. */
    static Bound count(int count) {
        return new Count(count);
    }

    /** That part of all, 0.0 to 1.0. */
    static Bound share(double share) {
        return new Share(share);
    }

    /**
     * Refuses bounds that no number of upstreams is within. A count and a share are compared only where the share is
     * nothing: what else a share comes to is known when the flow runs.
     *
     * @throws IllegalArgumentException if {@code atLeast} is more than {@code atMost}
     */
    static void requireRange(Bound atLeast, Bound atMost) {
        boolean empty = switch (atLeast) {
            case Count least ->
                switch (atMost) {
                    case Count most -> least.count() > most.count();
                    case Share most -> least.count() > 0 && most.share() == 0;
                };
            case Share least ->
                switch (atMost) {
                    case Count most -> least.share() > 0 && most.count() == 0;
                    case Share most -> least.share() > most.share();
                };
        };
        if (empty) {
            throw new IllegalArgumentException("at least " + atLeast + " and at most " + atMost
                    + " of the upstreams: nothing is within these bounds. Give the least first, then the most.");
        }
    }

    /** Whether {@code count} of {@code total} is at least this. */
    default boolean reachedBy(int count, int total) {
        return switch (this) {
            case Count c -> count >= c.count();
            case Share s -> total == 0 || part(count, total) >= s.share();
        };
    }

    /** Whether {@code count} of {@code total} is at most this. */
    default boolean notExceededBy(int count, int total) {
        return switch (this) {
            case Count c -> count <= c.count();
            case Share s -> total == 0 || part(count, total) <= s.share();
        };
    }

    /**
     * Divided, not the share multiplied: 7 of 100 is the very number that is written 0.07, while 0.07 times 100 is
     * a little more than 7.
     */
    private static double part(int count, int total) {
        return (double) count / total;
    }
}
