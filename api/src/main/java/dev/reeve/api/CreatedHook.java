package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * A hook that was made.
 *
 * @param signingKey the key that its messages are signed with, shown this once; null: it was given, or nothing is signed
 */
public record CreatedHook(Hook hook, @Nullable String signingKey) {
    /** Without the key. */
    @Override
    public String toString() {
        return "CreatedHook[" + hook.id() + "]";
    }
}
