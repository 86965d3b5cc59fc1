package dev.reeve.api;

import java.time.Instant;

/**
 * Somebody changed something.
 *
 * @param action such as {@code key.revoke}
 * @param subject what they did it to
 * @param address where the request came from
 */
public record AuditEntry(
        long id, Instant at, String actor, String action, String subject, String address, String requestId) {}
