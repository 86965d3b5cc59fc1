package dev.reeve.engine.render;

/** What a layout joins: edges, each from a node to one further down, in a style given by a small number. */
final class Links {
    private final int[] from;
    private final int[] to;
    private final int[] style;

    Links(int[] from, int[] to, int[] style) {
        this.from = from.clone();
        this.to = to.clone();
        this.style = style.clone();
    }

    int count() {
        return from.length;
    }

    int from(int edge) {
        return from[edge];
    }

    int to(int edge) {
        return to[edge];
    }

    int style(int edge) {
        return style[edge];
    }

    /** The edges of {@code nodes} nodes, downwards. */
    Adjacency down(int nodes) {
        return new Adjacency(nodes, from, to);
    }

    /** The same, upwards. */
    Adjacency up(int nodes) {
        return new Adjacency(nodes, to, from);
    }
}
