package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * A node as it is drawn.
 *
 * @param k its place
 * @param kind such as {@code TASK} or {@code MAP}
 * @param group the place of the node whose flow it belongs to; null: to the flow itself
 */
public record DrawnNode(
        int k, String name, String kind, @Nullable Integer group) {}
