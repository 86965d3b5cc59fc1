package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as a list shows it.
 *
 * @param rev grows with each change of the run
 */
public record RunItem(
        String id,
        long rev,
        String name,
        String flow,
        StateJson state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
