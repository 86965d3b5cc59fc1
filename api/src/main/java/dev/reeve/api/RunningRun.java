package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on.
 *
 * @param startedAt null: its runner is being started
 * @param elapsed in milliseconds; null: it has not begun
 * @param median how long runs of its flow take, in milliseconds, to a fortieth; null: none has ended within a week
 */
public record RunningRun(
        String id,
        String name,
        String project,
        String flow,
        @Nullable String agent,
        @Nullable Instant startedAt,
        @Nullable Long elapsed,
        @Nullable Long median) {}
