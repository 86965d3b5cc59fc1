package dev.reeve.engine.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A layered graph in which every edge joins neighbouring layers: long edges pass through bends, one in each layer
 * between. Long edges of one style that leave the same node share their bends, or those that reach the same node,
 * whichever saves more. Bends are numbered after the nodes.
 */
final class Lattice {
    /** Edges that are too long for bends: there the drawing would grow with nodes times layers. */
    private static final int MOST_BENDS_PER_NODE = 20;

    final int nodes;
    final int layers;
    /** The layer of each node and bend. */
    int[] layer;
    /** Segments: ends, style, and the one edge it belongs to, -1 if several share it. */
    int[] from = new int[64];

    int[] to = new int[64];
    int[] style = new int[64];
    int[] edge = new int[64];
    int segments;
    /** Whether a segment leads past layers without bends. */
    boolean[] direct = new boolean[64];

    private int size;
    private final Map<Long, int[]> chains = new HashMap<>();

    Lattice(int[] nodeLayer, Links links) {
        this.nodes = nodeLayer.length;
        this.layers = Arrays.stream(nodeLayer).max().orElse(-1) + 1;
        this.layer = nodeLayer.clone();
        this.size = nodes;
        int[] longOut = new int[nodes];
        int[] longIn = new int[nodes];
        for (int e = 0; e < links.count(); e++) {
            if (nodeLayer[links.to(e)] - nodeLayer[links.from(e)] > 1) {
                longOut[links.from(e)]++;
                longIn[links.to(e)]++;
            }
        }
        long most = 2000L + (long) MOST_BENDS_PER_NODE * nodes;
        for (int e = 0; e < links.count(); e++) {
            int span = nodeLayer[links.to(e)] - nodeLayer[links.from(e)];
            if (span == 1 || size + span > most) {
                segment(links.from(e), links.to(e), links.style(e), e, span > 1);
            } else if (longIn[links.to(e)] > longOut[links.from(e)]) {
                endingChain(links, e, span);
            } else {
                beginningChain(links, e, span);
            }
        }
        layer = Arrays.copyOf(layer, size);
    }

    /** How many nodes and bends there are. */
    int size() {
        return size;
    }

    boolean bend(int vertex) {
        return vertex >= nodes;
    }

    /** The edges between neighbouring layers, downwards. */
    Adjacency down() {
        return new Adjacency(size, ends(from), ends(to));
    }

    /** The same, upwards. */
    Adjacency up() {
        return new Adjacency(size, ends(to), ends(from));
    }

    private int[] ends(int[] all) {
        int[] kept = new int[segments];
        int count = 0;
        for (int s = 0; s < segments; s++) {
            if (!direct[s]) {
                kept[count++] = all[s];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** A chain of bends that begins below a node, as long as its longest edge. */
    private void beginningChain(Links links, int e, int span) {
        int source = links.from(e);
        int[] chain = chain(2L * source, links.style(e), span);
        for (int length = chain[0]; length < span - 1; length++) {
            int bend = addBend(layer[source] + 1 + length);
            segment(length == 0 ? source : chain[length], bend, links.style(e), -1, false);
            chain[length + 1] = bend;
            chain[0] = length + 1;
        }
        segment(chain[span - 1], links.to(e), links.style(e), e, false);
    }

    /** A chain of bends that ends above a node, grown upwards. */
    private void endingChain(Links links, int e, int span) {
        int target = links.to(e);
        int[] chain = chain(2L * target + 1, links.style(e), span);
        for (int length = chain[0]; length < span - 1; length++) {
            int bend = addBend(layer[target] - 1 - length);
            segment(bend, length == 0 ? target : chain[length], links.style(e), -1, false);
            chain[length + 1] = bend;
            chain[0] = length + 1;
        }
        segment(links.from(e), chain[span - 1], links.style(e), e, false);
    }

    /** The bends of a chain: at 0 how many there are, then the bends from its node on. */
    private int[] chain(long end, int styleOfEdge, int span) {
        long key = end * 64 + styleOfEdge;
        int[] chain = chains.computeIfAbsent(key, k -> new int[Math.max(4, span + 1)]);
        if (chain.length <= span) {
            chain = Arrays.copyOf(chain, Math.max(span + 1, 2 * chain.length));
            chains.put(key, chain);
        }
        return chain;
    }

    private int addBend(int inLayer) {
        if (size == layer.length) {
            layer = Arrays.copyOf(layer, size * 2);
        }
        layer[size] = inLayer;
        return size++;
    }

    private void segment(int source, int target, int styleOfEdge, int edgeNumber, boolean isDirect) {
        if (segments == from.length) {
            from = Arrays.copyOf(from, segments * 2);
            to = Arrays.copyOf(to, segments * 2);
            style = Arrays.copyOf(style, segments * 2);
            edge = Arrays.copyOf(edge, segments * 2);
            direct = Arrays.copyOf(direct, segments * 2);
        }
        from[segments] = source;
        to[segments] = target;
        style[segments] = styleOfEdge;
        edge[segments] = edgeNumber;
        direct[segments++] = isDirect;
    }
}
