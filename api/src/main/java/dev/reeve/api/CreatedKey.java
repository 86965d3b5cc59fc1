package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is shown, once.
 *
 * @param key what {@code Authorization: Bearer} carries
 */
public record CreatedKey(
        String id, String name, String key, @Nullable Instant expiresAt) {
    /** Without the key. */
    @Override
    public String toString() {
        return "CreatedKey[id=" + id + ", name=" + name + "]";
    }
}
