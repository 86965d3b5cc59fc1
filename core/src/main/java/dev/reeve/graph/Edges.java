package dev.reeve.graph;

import java.util.Arrays;
import java.util.List;

/**
 * The edges of a flow in two flat arrays, one entry for each pair of nodes however often the one reads the other.
 * For node {@code v}, its upstreams are the entries from {@code upFrom(v)} (inclusive) to {@code upFrom(v + 1)}
 * (exclusive), in the order of its inputs; its downstreams likewise.
 */
public final class Edges {
    private final int[] upOffset;
    private final int[] up;
    private final EdgeKind[] upKind;
    private final int[] downOffset;
    private final int[] down;
    private final EdgeKind[] downKind;

    private Edges(int[] upOffset, int[] up, EdgeKind[] upKind) {
        int nodes = upOffset.length - 1;
        this.upOffset = upOffset;
        this.up = up;
        this.upKind = upKind;
        this.downOffset = new int[nodes + 1];
        this.down = new int[up.length];
        this.downKind = new EdgeKind[up.length];
        for (int source : up) {
            downOffset[source + 1]++;
        }
        for (int v = 0; v < nodes; v++) {
            downOffset[v + 1] += downOffset[v];
        }
        int[] next = Arrays.copyOf(downOffset, nodes);
        for (int v = 0; v < nodes; v++) {
            for (int e = upOffset[v]; e < upOffset[v + 1]; e++) {
                int place = next[up[e]]++;
                down[place] = v;
                downKind[place] = upKind[e];
            }
        }
    }

    /** The edges of these nodes. */
    static Edges of(List<GraphNode> nodes) {
        EdgeCollector collector = new EdgeCollector(nodes);
        for (GraphNode node : nodes) {
            collector.add(node);
        }
        return new Edges(collector.offsets(), collector.sources(), collector.kinds());
    }

    /** Where the upstreams of {@code node} begin; for the number of nodes, where they all end. */
    public int upFrom(int node) {
        return upOffset[node];
    }

    /** The upstream node of that entry. */
    public int up(int edge) {
        return up[edge];
    }

    /** The kind of that upstream entry. */
    public EdgeKind upKind(int edge) {
        return upKind[edge];
    }

    /** How many upstreams {@code node} has. */
    public int upCount(int node) {
        return upOffset[node + 1] - upOffset[node];
    }

    /** Where the downstreams of {@code node} begin; for the number of nodes, where they all end. */
    public int downFrom(int node) {
        return downOffset[node];
    }

    /** The downstream node of that entry. */
    public int down(int edge) {
        return down[edge];
    }

    /** The kind of that downstream entry. */
    public EdgeKind downKind(int edge) {
        return downKind[edge];
    }

    /** How many downstreams {@code node} has. */
    public int downCount(int node) {
        return downOffset[node + 1] - downOffset[node];
    }

    /** How many edges there are. */
    public int count() {
        return up.length;
    }
}
