package dev.reeve;

import org.jspecify.annotations.Nullable;

/**
 * A block, before names are known.
 *
 * @param before with {@code subject} the text of the block, if it is not that of its guard
 * @param opener the node that has to come before every node of the block
 */
record Scope(
        @Nullable GuardSpec guard,
        String before,
        Output<?> subject,
        @Nullable Node opener) {
    static Scope of(GuardSpec guard) {
        return new Scope(guard, "", guard.subject(), null);
    }
}
