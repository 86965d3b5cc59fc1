package dev.reeve.simulation.flow;

/** What one node is to another. */
public enum Role {
    DATA,
    CHILD_BY_CHILD,
    CONDITION,
    ORDER
}
