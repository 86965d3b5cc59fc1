package dev.reeve.engine.render;

import java.util.Arrays;

/** Counts the crossings of edges between neighbouring layers, in time proportional to edges times log of the width. */
final class Crossings {
    private final Adjacency down;
    private final int[] begin;
    private final int[] tree;

    /** @param begin where each layer begins in the order, and where the last ends */
    Crossings(Adjacency down, int[] begin) {
        this.down = down;
        this.begin = begin;
        int widest = 0;
        for (int l = 0; l + 1 < begin.length; l++) {
            widest = Math.max(widest, begin[l + 1] - begin[l]);
        }
        this.tree = new int[widest + 2];
    }

    /** How many there are with that order of layers, {@code place} being where each stands in its own. */
    long count(int[] order, int[] place) {
        long crossings = 0;
        for (int l = 0; l + 2 < begin.length; l++) {
            int width = begin[l + 2] - begin[l + 1];
            Arrays.fill(tree, 0, width + 1, 0);
            int seen = 0;
            for (int k = begin[l]; k < begin[l + 1]; k++) {
                int v = order[k];
                for (int e = down.begin(v); e < down.begin(v + 1); e++) { // those of v itself do not cross each other
                    crossings += seen - upTo(place[down.to(e)] + 1);
                }
                for (int e = down.begin(v); e < down.begin(v + 1); e++) {
                    add(place[down.to(e)] + 1, width);
                }
                seen += down.count(v);
            }
        }
        return crossings;
    }

    private int upTo(int index) {
        int sum = 0;
        for (int i = index; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private void add(int index, int width) {
        for (int i = index; i <= width; i += i & -i) {
            tree[i]++;
        }
    }
}
