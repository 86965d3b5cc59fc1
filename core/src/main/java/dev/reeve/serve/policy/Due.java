package dev.reeve.serve.policy;

import dev.reeve.schedule.Firing;
import dev.reeve.spi.Occasion;
import java.time.Duration;
import java.time.Instant;

/**
 * A firing that is to run. Immutable.
 *
 * @param clock which clock fired, see {@link Clocks#key}
 * @param cause why it runs
 */
public record Due(Firing firing, String clock, Occasion.Cause cause) {
    /** When. */
    public Instant time() {
        return firing.time();
    }

    /** Why its run begins, for people; {@code now} is when it does. */
    public String why(Instant now) {
        String time = "its schedule's firing of " + Words.time(firing);
        Duration late = Duration.between(time(), now);
        return cause == Occasion.Cause.CATCH_UP
                ? time + ", " + Words.span(late) + " late: nobody was there at its time"
                : time + (late.compareTo(Missed.LATE) > 0 ? ", which waited " + Words.span(late) : "");
    }
}
