package dev.reeve.graph;

/** How a node depends on another. */
public enum EdgeKind {
    /** It reads the whole result. */
    DATA,
    /** Each child reads the result of the child with the same index. */
    EACH,
    /** It only comes after. */
    ORDER,
    /** Whether it runs depends on the result. Counts for a trigger only if it did not succeed. */
    GUARD
}
