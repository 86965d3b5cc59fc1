package dev.reeve.engine.run;

/**
 * How long the works of a graph usually take: a moving average over all runs of it, written by all workers without
 * care. Decides nothing but how far ahead work is chosen and how many workers are worth waking. Thread-safe.
 */
final class Pace {
    /** Works of less than this, in nanoseconds, are over before another thread has woken up. */
    private static final long SHORT = 20_000;

    private static final long WAKING = 50_000;

    private volatile long usual = SHORT * 8;
    private volatile long waiting;

    /**
     * A work took so many nanoseconds, after it had waited so many until it might begin. One during which its thread was
     * set aside does not count for many.
     */
    void took(long nanos, long waited) {
        long before = usual;
        usual = before + (Math.min(nanos, 2 * before + 1_000) - before) / 8;
        long longest = waiting;
        if (waited != longest) { // works that are chosen together wait together, and the later ones hardly at all
            waiting = waited > longest ? longest + (waited - longest) / 4 : longest - (longest - waited) / 64;
        }
    }

    /** Works turn out to be longer than they were. */
    void slower() {
        usual = Math.max(usual, SHORT * 8);
    }

    /**
     * How much is chosen ahead of free slots: nothing while works are long, so that the most urgent goes first; and where
     * they wait before they may begin, as many as are done in the time that one waits, or slots would lie idle in it.
     */
    int ahead(int slots) {
        long now = usual;
        long few = now < SHORT ? ClaimRing.CAPACITY / 2 : now < SHORT * 8 ? slots : 0;
        return (int) Math.min(ClaimRing.CAPACITY / 2, Math.max(few, slots * waiting / Math.max(now, 1)));
    }

    /** How many workers are worth having for so many works: short ones are done sooner than a thread wakes up. */
    int workers(int cores, int slots, int works) {
        long now = usual;
        return now < SHORT ? (int) Math.min(Math.min(slots, cores), 1 + works * now / WAKING) : slots;
    }
}
