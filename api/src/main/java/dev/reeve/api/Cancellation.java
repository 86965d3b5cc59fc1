package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks to stop a run.
 *
 * @param graceSeconds how long tasks that run are waited for, 0 to 86,400; ten seconds later their process is killed. Null:
 *     as the run's options and its agent say
 */
public record Cancellation(String reason, @Nullable Integer graceSeconds) {
    public Cancellation {
        reason = Given.text(reason);
    }

    /** One that leaves the grace period to the run and its agent. */
    public Cancellation(String reason) {
        this(reason, null);
    }
}
