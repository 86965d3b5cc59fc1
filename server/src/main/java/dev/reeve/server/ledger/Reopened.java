package dev.reeve.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of an epoch beyond that it goes on.
 *
 * @param task the task that runs again with all after it; null: what did not end well does
 * @param child the only child of that task that does; null: all
 * @param reuse what has to be the same to be used again, a word that the ledger does not read; null: as usual
 */
public record Reopened(
        @Nullable String task,
        @Nullable Integer child,
        @Nullable String reuse) {
    /** Nothing beyond that. */
    public static final Reopened PLAIN = new Reopened(null, null, null);
}
