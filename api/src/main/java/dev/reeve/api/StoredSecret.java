package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a secret: never what it is.
 *
 * @param project whose runs get it; null: those of all projects
 * @param version higher each time it is set
 * @param lastUsedAt when a run last asked for this version, to the minute or so; null: never
 */
public record StoredSecret(
        String name,
        @Nullable String project,
        long version,
        String setBy,
        Instant setAt,
        @Nullable Instant lastUsedAt) {}
