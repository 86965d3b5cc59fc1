package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in short.
 *
 * @param state the name of its state
 * @param micros how long it ran, or runs by now, in microseconds; null: it did not begin
 */
public record TrendRun(
        String run,
        String name,
        int version,
        String state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Long micros) {}
