package dev.reeve.engine.run;

import dev.reeve.engine.text.Took;
import dev.reeve.graph.Rate;

/**
 * How often something may begin: remembers when the last so many began, so that never more of them do in any span.
 * Guarded by its {@link Account}.
 */
final class Window {
    /** As late as can be told. */
    private static final long NEVER = Long.MAX_VALUE - 1;

    private final Rate rate;
    private final long span;
    private final String words;
    /** When the last ones began, in a ring; as long as there were any. */
    private long[] begun;

    private int oldest;
    private int size;

    /** How many are to begin and have not yet. */
    int promised;

    /** {@code whose} is for people who wait. */
    Window(Rate rate, String whose) {
        this.rate = rate;
        this.span = nanos(rate);
        this.begun = new long[Math.min(8, rate.begins())];
        this.words = "waits for " + whose + ": " + rate.begins() + " in " + Took.words(rate.span());
    }

    private static long nanos(Rate rate) {
        try {
            return rate.span().toNanos();
        } catch (ArithmeticException e) { // centuries
            return NEVER;
        }
    }

    String words() {
        return words;
    }

    /** How many may begin now. */
    int free(long now) {
        while (size > 0 && now - begun[oldest] >= span) {
            oldest = (oldest + 1) % begun.length;
            size--;
        }
        return rate.begins() - size;
    }

    /** One begins. Not before the last one: the runs that share it do not read the clock at the same moment. */
    void begin(long time) {
        long now = size == 0 ? time : Math.max(time, begun[(oldest + size - 1) % begun.length]);
        if (size == begun.length) {
            long[] larger = new long[Math.min(rate.begins(), 2 * size)];
            int tail = size - oldest;
            System.arraycopy(begun, oldest, larger, 0, tail);
            System.arraycopy(begun, 0, larger, tail, oldest);
            begun = larger;
            oldest = 0;
        }
        begun[(oldest + size++) % begun.length] = now;
    }

    /** When the next one may begin, if none may now. */
    long opens() {
        return begun[oldest] > NEVER - span ? NEVER : begun[oldest] + span;
    }
}
