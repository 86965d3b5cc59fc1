package dev.reeve.engine.render;

/** The parts of a graph that nothing connects, numbered by their first node. */
final class Parts {
    private final int[] parent;

    Parts(int nodes, Links links) {
        this.parent = new int[nodes];
        for (int v = 0; v < nodes; v++) {
            parent[v] = v;
        }
        for (int e = 0; e < links.count(); e++) {
            int one = root(links.from(e));
            int other = root(links.to(e));
            parent[Math.max(one, other)] = Math.min(one, other); // the root is the first node of its part
        }
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    int[] partOfEach() {
        int[] part = new int[parent.length];
        int parts = 0;
        for (int v = 0; v < parent.length; v++) {
            part[v] = root(v) == v ? parts++ : part[root(v)];
        }
        return part;
    }
}
