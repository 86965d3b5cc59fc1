package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a firing.
 *
 * @param clock tells those of one schedule's clocks from those of another; * for several firings, from that time on
 * @param late whether it was made up for after its time
 * @param runId null: it has no run
 * @param runState the name of its run's state; null: it has no run, or that was forgotten
 * @param words why, where that is not plain; may be empty
 */
public record PastFiring(
        Instant at,
        String clock,
        FiringState state,
        boolean late,
        @Nullable String runId,
        @Nullable String runState,
        String words,
        Instant decidedAt) {}
