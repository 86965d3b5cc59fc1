package dev.reeve.testing;

import java.time.Duration;

/** How an attempt of a task takes time. Thread-safe. */
interface Passing {
    /** Takes so long. Throws if somebody stops it meanwhile: its timeout, or whoever cancels the run. */
    void take(Duration span) throws InterruptedException;

    /** The task moves the clock itself: nothing else goes on beside it. */
    static Passing moving(VirtualTime time) {
        return span -> {
            time.advance(span);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while it took " + span);
            }
        };
    }
}
