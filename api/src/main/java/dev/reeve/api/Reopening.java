package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks a run that ended to go on in another epoch.
 *
 * @param from the task that runs again with all that comes after it; null: what did not end well does
 * @param child the only child of that task that does, from 0; null: all
 * @param reuse what a task must have kept to be used again; null: as {@code from} says, else its code
 */
public record Reopening(
        @Nullable String from,
        @Nullable Integer child,
        @Nullable ReuseRule reuse) {}
