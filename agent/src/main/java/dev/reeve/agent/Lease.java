package dev.reeve.agent;

/**
 * Until when the runs of an agent are its own, by the monotonic clock that all processes of this machine share: one that
 * was stopped for a while finds out by itself that its time is up. Thread-safe.
 */
final class Lease {
    private volatile long lapses;
    private volatile boolean limited;

    private Lease() {}

    /** One that never lapses: whoever started the runner watches over it. */
    static Lease unlimited() {
        return new Lease();
    }

    /** It was renewed: holds until {@link System#nanoTime()} says that. */
    void renewedUntil(long nanoTime) {
        lapses = nanoTime;
        limited = true;
    }

    /** Whether it holds at that moment of {@link System#nanoTime()}. */
    boolean holds(long now) {
        return !limited || now - lapses < 0;
    }

    /** Whether it holds. */
    boolean holds() {
        return holds(System.nanoTime());
    }
}
