package dev.reeve.agent;

import dev.reeve.engine.time.SystemTime;
import dev.reeve.spi.Time;
import java.time.Instant;

/**
 * The clock of a run that this process may let go of while it waits: from then on no alarm of it rings, for what it would
 * do is another process's to do. Thread-safe.
 */
final class LeavableTime implements Time {
    private final Time time = new SystemTime();
    private volatile boolean left;

    /** No alarm rings any more. */
    void leave() {
        left = true;
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public Alarm at(Instant when, Runnable action) {
        return time.at(when, () -> {
            if (!left) {
                action.run();
            }
        });
    }
}
