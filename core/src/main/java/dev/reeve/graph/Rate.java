package dev.reeve.graph;

import java.time.Duration;

/**
 * At most so many begins in any span of that length: 10 and one second let ten attempts begin at once, and the next one
 * a second after the first of them.
 *
 * @param begins from 1 to {@link #MOST}
 * @param span more than zero
 */
public record Rate(int begins, Duration span) {
    /** How many begins there can be at most: as many times are remembered. */
    public static final int MOST = 1_000_000;

    public Rate {
        if (begins < 1 || begins > MOST) {
            throw new IllegalArgumentException(begins + " begins in a span; use 1 to " + MOST);
        }
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("begins in a span of " + span + "; use more than zero");
        }
    }
}
