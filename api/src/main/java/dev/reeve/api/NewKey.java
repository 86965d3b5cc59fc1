package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key.
 *
 * @param name says what it is for
 * @param kind user if null
 * @param role at most that of whoever asks, and theirs if null; none for an agent's key
 * @param project the only project it opens; null for all
 * @param expiresAt null: never
 */
public record NewKey(
        String name,
        KeyKind kind,
        @Nullable Role role,
        @Nullable String project,
        @Nullable Instant expiresAt) {
    public NewKey {
        name = Given.required(name, "name");
        kind = kind == null ? KeyKind.USER : kind;
    }
}
