package dev.reeve.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to stop.
 *
 * @param grace how long what runs is waited for; null: as the run's options say
 * @param lost whether the run is another's now: that it stops here is not how it ends, and nobody is told
 */
record Stop(String reason, @Nullable Duration grace, boolean lost) {
    /** As the run's options say. */
    static Stop because(String reason) {
        return new Stop(reason, null, false);
    }

    /** The server took the run away, or is about to. */
    static Stop lost(String reason) {
        return new Stop(reason, null, true);
    }

    /** As the server tells it. */
    static Stop of(String reason, @Nullable Integer graceSeconds) {
        return new Stop(reason, graceSeconds == null ? null : Duration.ofSeconds(graceSeconds), false);
    }
}
