package dev.reeve.graph;

/**
 * A condition on a node: it runs only if {@code condition} yields {@code expected}, else it is skipped.
 *
 * @param text the condition for people
 */
public record Guard(Input condition, boolean expected, String text) {}
