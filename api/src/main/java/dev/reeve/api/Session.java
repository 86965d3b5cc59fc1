package dev.reeve.api;

import java.time.Instant;

/**
 * A session that has begun; its cookie came with it.
 *
 * @param csrfToken what {@code X-CSRF-Token} has to carry in each request of the session that changes something
 * @param expiresAt when it ends at the latest
 */
public record Session(Me me, String csrfToken, Instant expiresAt) {}
