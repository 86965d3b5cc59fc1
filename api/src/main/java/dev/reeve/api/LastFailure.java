package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest run of a flow that failed.
 *
 * @param message why; of a long one the beginning
 */
public record LastFailure(
        String run,
        String name,
        String state,
        String message,
        @Nullable Instant at) {}
