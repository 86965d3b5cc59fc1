package dev.reeve.api;

/**
 * The node at {@code to} depends on the one at {@code from}.
 *
 * @param from a place in the list of nodes, from 0
 * @param to a later place
 * @param kind {@code DATA}, {@code EACH}, {@code ORDER} or {@code GUARD}
 */
public record RegisteredEdge(int from, int to, String kind) {
    public RegisteredEdge {
        from = Given.atLeast(0, from, "from");
        to = Given.atLeast(0, to, "to");
        kind = Given.required(kind, "kind");
    }
}
