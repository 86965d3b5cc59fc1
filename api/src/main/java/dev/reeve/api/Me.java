package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name the user's name, or the agent key's
 * @param kind by what: a key of a user, a key of an agent; a session counts as its user
 * @param role what they may do; null for an agent
 * @param project the only project they see; null for all
 * @param keyName the key's name; null for a session
 */
public record Me(
        String name,
        KeyKind kind,
        @Nullable Role role,
        @Nullable String project,
        @Nullable String keyName) {}
