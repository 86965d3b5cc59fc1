package dev.reeve.engine.render;

import java.util.Arrays;

/**
 * The order of nodes and bends within each layer, found so that few edges cross: first by walking along the edges, then
 * by moving each to the middle of its neighbours, layer by layer, down and up, as long as that helps.
 */
final class LayerOrder {
    private static final int SWEEPS = 24;
    private static final int PATIENCE = 4;

    private final Lattice lattice;
    private final Adjacency down;
    private final Adjacency up;
    private final int[] begin;
    private int[] order;
    private final int[] place;

    private LayerOrder(Lattice lattice, Adjacency down, Adjacency up) {
        this.lattice = lattice;
        this.down = down;
        this.up = up;
        this.begin = new int[lattice.layers + 1];
        this.order = new int[lattice.size()];
        this.place = new int[lattice.size()];
        for (int v = 0; v < lattice.size(); v++) {
            begin[lattice.layer[v] + 1]++;
        }
        for (int l = 0; l < lattice.layers; l++) {
            begin[l + 1] += begin[l];
        }
    }

    static LayerOrder of(Lattice lattice, Adjacency down, Adjacency up) {
        LayerOrder found = new LayerOrder(lattice, down, up);
        found.walk();
        found.number();
        found.improve();
        return found;
    }

    /** Where a layer begins in {@link #at}; for the number of layers, where the last ends. */
    int begin(int layer) {
        return begin[layer];
    }

    /** The node or bend at that place. */
    int at(int index) {
        return order[index];
    }

    /** Depth first, so that branches stay together. */
    private void walk() {
        int[] next = begin.clone();
        boolean[] seen = new boolean[lattice.size()];
        int[] stack = new int[lattice.size() + down.begin(lattice.size()) * 2 + 1];
        for (int root = 0; root < lattice.size(); root++) {
            int height = 0;
            stack[height++] = root;
            while (height > 0) {
                int v = stack[--height];
                if (seen[v]) {
                    continue;
                }
                seen[v] = true;
                order[next[lattice.layer[v]]++] = v;
                height = push(up, v, seen, stack, height);
                height = push(down, v, seen, stack, height);
            }
        }
    }

    private static int push(Adjacency edges, int v, boolean[] seen, int[] stack, int height) {
        int top = height;
        for (int e = edges.begin(v + 1) - 1; e >= edges.begin(v); e--) {
            if (!seen[edges.to(e)]) {
                stack[top++] = edges.to(e);
            }
        }
        return top;
    }

    private void number() {
        for (int l = 0; l < lattice.layers; l++) {
            for (int k = begin[l]; k < begin[l + 1]; k++) {
                place[order[k]] = k - begin[l];
            }
        }
    }

    private void improve() {
        Crossings crossings = new Crossings(down, begin);
        long best = crossings.count(order, place);
        int[] bestOrder = order.clone();
        int stale = 0;
        for (int sweep = 0; sweep < SWEEPS && best > 0 && stale < PATIENCE; sweep++) {
            if (sweep % 2 == 0) {
                for (int l = 1; l < lattice.layers; l++) {
                    sort(l, up);
                }
            } else {
                for (int l = lattice.layers - 2; l >= 0; l--) {
                    sort(l, down);
                }
            }
            long now = crossings.count(order, place);
            stale = now < best ? 0 : stale + 1;
            if (now < best) {
                best = now;
                bestOrder = order.clone();
            }
        }
        order = bestOrder;
        number();
    }

    /** Sorts a layer by the mean place of each one's neighbours; those without any stay where they are. */
    private void sort(int layer, Adjacency neighbours) {
        int from = begin[layer];
        int width = begin[layer + 1] - from;
        long[] keys = new long[width];
        for (int k = 0; k < width; k++) {
            int v = order[from + k];
            double sum = 0;
            for (int e = neighbours.begin(v); e < neighbours.begin(v + 1); e++) {
                sum += place[neighbours.to(e)];
            }
            double mean = neighbours.count(v) == 0 ? k : sum / neighbours.count(v);
            keys[k] = ((long) Float.floatToIntBits((float) mean) << 32) | k; // bits of floats >= 0 sort as they do
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(order, from, from + width);
        for (int k = 0; k < width; k++) {
            order[from + k] = before[(int) keys[k]];
        }
        for (int k = 0, end; k < width; k = end) {
            end = k + 1;
            while (end < width && keys[end] >> 32 == keys[k] >> 32) {
                end++;
            }
            centreBends(from + k, from + end);
        }
        for (int k = 0; k < width; k++) {
            place[order[from + k]] = k;
        }
    }

    /** Among those that want the same place, long edges run in the middle, or a trunk would drift to one side. */
    private void centreBends(int from, int to) {
        int[] run = Arrays.copyOfRange(order, from, to);
        int[] boxes = Arrays.stream(run).filter(v -> !lattice.bend(v)).toArray();
        int[] bends = Arrays.stream(run).filter(lattice::bend).toArray();
        if (boxes.length < 2 || bends.length == 0) {
            return;
        }
        int half = boxes.length / 2;
        System.arraycopy(boxes, 0, order, from, half);
        System.arraycopy(bends, 0, order, from + half, bends.length);
        System.arraycopy(boxes, half, order, from + half + bends.length, boxes.length - half);
    }
}
