package dev.reeve.engine.render;

/** For each node the nodes it has an edge to, in two flat arrays. Immutable. */
final class Adjacency {
    private final int[] offset;
    private final int[] to;
    private final int[] edge;

    /** The edges from {@code from[e]} to {@code to[e]}; those of one node in the order of the arrays. */
    Adjacency(int nodes, int[] from, int[] to) {
        this.offset = new int[nodes + 1];
        this.to = new int[to.length];
        this.edge = new int[to.length];
        for (int node : from) {
            offset[node + 1]++;
        }
        for (int v = 0; v < nodes; v++) {
            offset[v + 1] += offset[v];
        }
        int[] next = offset.clone();
        for (int e = 0; e < from.length; e++) {
            int place = next[from[e]]++;
            this.to[place] = to[e];
            this.edge[place] = e;
        }
    }

    int nodes() {
        return offset.length - 1;
    }

    /** Where the entries of a node begin; for the number of nodes, where they all end. */
    int begin(int node) {
        return offset[node];
    }

    int count(int node) {
        return offset[node + 1] - offset[node];
    }

    /** The node at the other end of that entry. */
    int to(int entry) {
        return to[entry];
    }

    /** The number of the edge of that entry. */
    int edge(int entry) {
        return edge[entry];
    }
}
