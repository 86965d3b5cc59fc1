package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * A task of a run.
 *
 * @param node its place among the nodes of the flow
 * @param child its index among mapped children; -1: it is none
 * @param within the flow run that it is a task of, as its runner names it, if that is itself a task; null: the run that was
 *     claimed
 */
public record PlacedTask(int node, int child, @Nullable String within) {
    /** A task of the run that was claimed. */
    public PlacedTask(int node, int child) {
        this(node, child, null);
    }
}
