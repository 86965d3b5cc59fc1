package dev.reeve.engine.render;

import org.jspecify.annotations.Nullable;

/**
 * The horizontal middle of each node and bend: as near to its neighbours as the order and the distances in its layer
 * allow. Each layer in turn is placed so that the squares of the distances to what is wanted are least, which pooling
 * adjacent violators does in linear time.
 */
final class Abscissae {
    private static final int SWEEPS = 6;
    private static final double BEND_PULL = 16; // long edges run straight before boxes stand in the middle
    private static final double CHAIN_PULL = 4;
    private static final double UNBOUND = 0.01;

    private final Lattice lattice;
    private final LayerOrder order;
    private final double[] width;
    private final double gap;
    private final Adjacency down;
    private final Adjacency up;
    private final double[] x;

    private Abscissae(Lattice lattice, LayerOrder order, double[] width, double gap, Adjacency down, Adjacency up) {
        this.lattice = lattice;
        this.down = down;
        this.up = up;
        this.order = order;
        this.width = width;
        this.gap = gap;
        this.x = new double[lattice.size()];
    }

    /** @param width of each node; bends have none */
    static double[] of(Lattice lattice, LayerOrder order, double[] width, double gap, Adjacency down, Adjacency up) {
        Abscissae found = new Abscissae(lattice, order, width, gap, down, up);
        found.pack();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int l = 1; l < lattice.layers; l++) {
                found.place(l, up, null);
            }
            for (int l = lattice.layers - 2; l >= 0; l--) {
                found.place(l, down, null);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int l = 0; l < lattice.layers; l++) {
                found.place(sweep % 2 == 0 ? l : lattice.layers - 1 - l, up, down);
            }
        }
        for (int l = 1; l < lattice.layers; l++) {
            found.straighten(l);
        }
        return found.x;
    }

    /** Chains run straight; one of many edges of a hub pulls little. */
    private double pull(int one, int other) {
        if (lattice.bend(one) && lattice.bend(other)) {
            return BEND_PULL;
        }
        int degree = Math.max(degree(one), degree(other));
        return degree == 1 ? CHAIN_PULL : 1.0 / degree;
    }

    private int degree(int vertex) {
        return Math.max(down.count(vertex), up.count(vertex));
    }

    private double distance(int left, int right) {
        double between = lattice.bend(left) || lattice.bend(right) ? gap / 2 : gap;
        return (width(left) + width(right)) / 2 + between;
    }

    private double width(int vertex) {
        return lattice.bend(vertex) ? 0 : width[vertex];
    }

    /** Each layer from the left, its middle at 0. */
    private void pack() {
        for (int l = 0; l < lattice.layers; l++) {
            double at = 0;
            for (int k = order.begin(l); k < order.begin(l + 1); k++) {
                at += k == order.begin(l) ? 0 : distance(order.at(k - 1), order.at(k));
                x[order.at(k)] = at;
            }
            for (int k = order.begin(l); k < order.begin(l + 1); k++) {
                x[order.at(k)] -= at / 2;
            }
        }
    }

    private void place(int layer, Adjacency one, @Nullable Adjacency other) {
        int from = order.begin(layer);
        int count = order.begin(layer + 1) - from;
        double[] offset = new double[count];
        double[] wanted = new double[count];
        double[] weight = new double[count];
        for (int k = 0; k < count; k++) {
            int v = order.at(from + k);
            offset[k] = k == 0 ? 0 : offset[k - 1] + distance(order.at(from + k - 1), v);
            double sum = 0;
            double total = 0;
            for (Adjacency edges : other == null ? new Adjacency[] {one} : new Adjacency[] {one, other}) {
                for (int e = edges.begin(v); e < edges.begin(v + 1); e++) {
                    double pull = pull(v, edges.to(e));
                    sum += pull * x[edges.to(e)];
                    total += pull;
                }
            }
            wanted[k] = (total == 0 ? x[v] : sum / total) - offset[k];
            weight[k] = total == 0 ? UNBOUND : total;
        }
        double[] placed = Isotonic.fit(wanted, weight);
        for (int k = 0; k < count; k++) {
            x[order.at(from + k)] = placed[k] + offset[k];
        }
    }

    /** Moves what has one neighbour above, and is its only one below, right under it, or as near as there is room. */
    private void straighten(int layer) {
        int from = order.begin(layer);
        int to = order.begin(layer + 1);
        for (int k = from; k < to; k++) {
            int v = order.at(k);
            double wanted = above(v);
            double room = k == from ? wanted : x[order.at(k - 1)] + distance(order.at(k - 1), v);
            x[v] = Math.min(x[v], Math.max(wanted, room));
        }
        for (int k = to - 1; k >= from; k--) {
            int v = order.at(k);
            double wanted = above(v);
            double room = k == to - 1 ? wanted : x[order.at(k + 1)] - distance(v, order.at(k + 1));
            x[v] = Math.max(x[v], Math.min(wanted, room));
        }
    }

    private double above(int vertex) {
        if (up.count(vertex) != 1) {
            return x[vertex];
        }
        int upstream = up.to(up.begin(vertex));
        return down.count(upstream) == 1 ? x[upstream] : x[vertex];
    }
}
