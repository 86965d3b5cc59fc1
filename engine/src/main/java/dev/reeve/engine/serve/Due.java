package dev.reeve.engine.serve;

import dev.reeve.schedule.Firing;
import dev.reeve.spi.Occasion;
import java.time.Instant;

/**
 * A firing that is to run. Immutable.
 *
 * @param clock which clock fired, see {@link Clocks#key}
 * @param cause why it runs
 */
record Due(Firing firing, String clock, Occasion.Cause cause) {
    Instant time() {
        return firing.time();
    }
}
