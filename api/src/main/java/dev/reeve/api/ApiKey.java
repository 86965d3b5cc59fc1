package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param prefix how it begins
 * @param owner the user's name; null for one that belongs to nobody, as that of the first start
 * @param lastUsedAt to the minute or so; null: never
 * @param revokedAt since when it opens nothing; null: it still does
 */
public record ApiKey(
        String id,
        String name,
        KeyKind kind,
        @Nullable Role role,
        @Nullable String project,
        String prefix,
        @Nullable String owner,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
