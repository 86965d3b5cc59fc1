package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * A task run that another depends on.
 *
 * @param child the child's index; -1 for a task that is not mapped and for a mapped node itself
 * @param kind how it depends on it, such as {@code DATA} or {@code ORDER}
 * @param state the name of its state
 * @param result where its result is; null: none is stored
 * @param hash the checksum of what was stored; null: none is stored
 */
public record ProvenanceInput(
        int node,
        int child,
        String task,
        String kind,
        String state,
        @Nullable String result,
        @Nullable String hash) {}
