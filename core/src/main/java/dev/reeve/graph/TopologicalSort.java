package dev.reeve.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** An order in which each node comes after its upstreams; among those that may come next, the one defined first. */
final class TopologicalSort {
    private final Edges edges;
    private final int[] order;
    private final int[] open;
    private int placed;

    TopologicalSort(int nodes, Edges edges) {
        this.edges = edges;
        this.order = new int[nodes];
        this.open = new int[nodes];
        boolean asDefined = true;
        for (int v = 0; v < nodes; v++) {
            open[v] = edges.upCount(v);
            for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
                asDefined &= edges.up(e) < v;
            }
        }
        if (asDefined) { // the common case: nothing is defined before what it waits for
            while (placed < nodes) {
                order[placed] = placed++;
            }
        } else {
            sort(nodes);
        }
    }

    private void sort(int nodes) {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int v = 0; v < nodes; v++) {
            if (open[v] == 0) {
                ready.add(v);
            }
        }
        while (!ready.isEmpty()) {
            int v = ready.remove();
            order[placed++] = v;
            for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
                if (--open[edges.down(e)] == 0) {
                    ready.add(edges.down(e));
                }
            }
        }
    }

    boolean complete() {
        return placed == order.length;
    }

    int[] order() {
        return order;
    }

    /** One cycle among the nodes that could not be placed. */
    List<Integer> cycle() {
        int start = 0;
        while (open[start] == 0) {
            start++;
        }
        boolean[] seen = new boolean[open.length];
        Deque<Integer> path = new ArrayDeque<>();
        int at = start;
        while (!seen[at]) {
            seen[at] = true;
            path.push(at);
            at = openUpstream(at);
        }
        List<Integer> cycle = new ArrayList<>();
        for (int node : path) { // from the last upstream back to where the circle closes
            cycle.add(node);
            if (node == at) {
                break;
            }
        }
        return cycle;
    }

    /** An upstream that could not be placed either. Every open node has one, or it would have been placed. */
    private int openUpstream(int node) {
        for (int e = edges.upFrom(node); e < edges.upFrom(node + 1); e++) {
            if (open[edges.up(e)] > 0) {
                return edges.up(e);
            }
        }
        throw new IllegalStateException("node " + node + " is open and all its upstreams are placed");
    }
}
