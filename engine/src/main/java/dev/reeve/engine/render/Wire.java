package dev.reeve.engine.render;

/**
 * One dependency of a node, before anything is folded.
 *
 * @param parameter whether {@code source} is the index of a parameter, not of a node
 * @param text the condition; empty if it has none
 */
record Wire(boolean parameter, int source, int target, LinkKind kind, String text) {}
