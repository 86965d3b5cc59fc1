package dev.reeve.engine.render;

/** Gives each node of an acyclic graph a layer below those of all its upstreams. */
final class Layers {
    private final Adjacency down;
    private final Adjacency up;

    private Layers(Adjacency down, Adjacency up) {
        this.down = down;
        this.up = up;
    }

    /** The longest path from a source to each node, in edges. */
    static int[] depth(Adjacency down, Adjacency up) {
        Layers layers = new Layers(down, up);
        return layers.longestPaths(layers.order());
    }

    /** As {@link #depth}, but a node with more downstreams than upstreams stands right above the first of them. */
    static int[] of(Adjacency down, Adjacency up) {
        Layers layers = new Layers(down, up);
        int[] order = layers.order();
        int[] layer = layers.longestPaths(order);
        layers.pullDown(order, layer);
        return layer;
    }

    private int[] order() {
        int nodes = down.nodes();
        int[] open = new int[nodes];
        int[] order = new int[nodes];
        int placed = 0;
        for (int v = 0; v < nodes; v++) {
            open[v] = up.count(v);
            if (open[v] == 0) {
                order[placed++] = v;
            }
        }
        for (int done = 0; done < placed; done++) {
            int v = order[done];
            for (int e = down.begin(v); e < down.begin(v + 1); e++) {
                if (--open[down.to(e)] == 0) {
                    order[placed++] = down.to(e);
                }
            }
        }
        if (placed < nodes) {
            throw new IllegalArgumentException("a graph with a cycle has no layers");
        }
        return order;
    }

    private int[] longestPaths(int[] order) {
        int[] layer = new int[order.length];
        for (int v : order) {
            for (int e = down.begin(v); e < down.begin(v + 1); e++) {
                layer[down.to(e)] = Math.max(layer[down.to(e)], layer[v] + 1);
            }
        }
        return layer;
    }

    private void pullDown(int[] order, int[] layer) {
        for (int place = order.length - 1; place >= 0; place--) {
            int v = order[place];
            if (down.count(v) > up.count(v)) {
                int lowest = Integer.MAX_VALUE;
                for (int e = down.begin(v); e < down.begin(v + 1); e++) {
                    lowest = Math.min(lowest, layer[down.to(e)]);
                }
                layer[v] = Math.max(layer[v], lowest - 1);
            }
        }
    }
}
