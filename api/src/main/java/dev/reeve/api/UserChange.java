package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a user; null leaves it as it is. Another password or {@code active = false} ends the user's
 * sessions, and keys of a user who is not active open nothing.
 */
public record UserChange(
        @Nullable String email,
        @Nullable Role role,
        @Nullable String password,
        @Nullable Boolean active) {
    /** Without the password. */
    @Override
    public String toString() {
        return "UserChange[email=" + email + ", role=" + role + ", active=" + active + "]";
    }
}
