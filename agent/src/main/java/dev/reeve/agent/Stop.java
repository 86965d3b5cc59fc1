package dev.reeve.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to stop.
 *
 * @param grace how long what runs is waited for; null: as the run's options say
 */
record Stop(String reason, @Nullable Duration grace) {
    /** As the run's options say. */
    static Stop because(String reason) {
        return new Stop(reason, null);
    }

    /** As the server tells it. */
    static Stop of(String reason, @Nullable Integer graceSeconds) {
        return new Stop(reason, graceSeconds == null ? null : Duration.ofSeconds(graceSeconds));
    }
}
