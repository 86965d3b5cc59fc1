package dev.reeve.engine.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places boxes in layers so that every edge goes down and no two boxes overlap. The same input gives the same picture.
 * Parts that nothing connects are laid out on their own and put side by side, a layer that is far too wide is broken
 * into rows. Time grows with edges and bends, times the log of the widest layer.
 */
final class LayeredLayout {
    private static final double GAP = 24;
    private static final double NARROWEST = 1400;
    private static final double ASPECT = 2.2;

    private final double[] width;
    private final double[] height;
    private final Links links;

    private LayeredLayout(double[] width, double[] height, Links links) {
        this.width = width;
        this.height = height;
        this.links = links;
    }

    /**
     * Places boxes.
     *
     * @throws IllegalArgumentException if the links form a cycle
     */
    static Placement place(double[] width, double[] height, Links links) {
        return new LayeredLayout(width, height, links).place();
    }

    private Placement place() {
        double most = Math.max(NARROWEST, Math.sqrt(area() * ASPECT));
        int[] part = new Parts(width.length, links).partOfEach();
        List<Piece> pieces = pieces(part);
        List<Placement> placed = new ArrayList<>();
        for (Piece piece : pieces) {
            placed.add(new LayeredPart(piece.pick(width), piece.pick(height), piece.links, GAP, most).place());
        }
        return putTogether(pieces, placed, most);
    }

    private double area() {
        double area = 0;
        for (int v = 0; v < width.length; v++) {
            area += (width[v] + GAP) * (height[v] + 60);
        }
        return area;
    }

    /** The boxes and edges of one connected part. */
    private static final class Piece {
        private final int[] nodes;
        private final int[] edges;
        private final Links links;

        private Piece(int[] nodes, int[] edges, Links links) {
            this.nodes = nodes;
            this.edges = edges;
            this.links = links;
        }

        private double[] pick(double[] all) {
            return Arrays.stream(nodes).mapToDouble(v -> all[v]).toArray();
        }
    }

    private List<Piece> pieces(int[] part) {
        int parts = Arrays.stream(part).max().orElse(-1) + 1;
        List<List<Integer>> nodes = lists(parts);
        List<List<Integer>> edges = lists(parts);
        int[] local = new int[part.length];
        for (int v = 0; v < part.length; v++) {
            local[v] = nodes.get(part[v]).size();
            nodes.get(part[v]).add(v);
        }
        for (int e = 0; e < links.count(); e++) {
            edges.get(part[links.from(e)]).add(e);
        }
        List<Piece> pieces = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int[] own = edges.get(p).stream().mapToInt(e -> e).toArray();
            Links inside = new Links(
                    Arrays.stream(own).map(e -> local[links.from(e)]).toArray(),
                    Arrays.stream(own).map(e -> local[links.to(e)]).toArray(),
                    Arrays.stream(own).map(links::style).toArray());
            pieces.add(new Piece(nodes.get(p).stream().mapToInt(v -> v).toArray(), own, inside));
        }
        return pieces;
    }

    private static List<List<Integer>> lists(int count) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    /** Side by side on shelves, the highest first, those of one height in the order of definition. */
    private Placement putTogether(List<Piece> pieces, List<Placement> placed, double most) {
        List<Integer> order = new ArrayList<>();
        for (int p = 0; p < pieces.size(); p++) {
            order.add(p);
        }
        order.sort(Comparator.comparingDouble(p -> -placed.get(p).height()));
        double shelf = Math.max(
                most, placed.stream().mapToDouble(Placement::width).max().orElse(0));
        double[] x = new double[width.length];
        double[] y = new double[width.length];
        List<Placement.Line> lines = new ArrayList<>();
        double left = 0;
        double top = 0;
        double bottom = 0;
        double right = 0;
        for (int p : order) {
            Placement part = placed.get(p);
            if (left > 0 && left + part.width() > shelf) {
                left = 0;
                top = bottom + GAP;
            }
            copy(pieces.get(p), part, left, top, x, y, lines);
            right = Math.max(right, left + part.width());
            bottom = Math.max(bottom, top + part.height());
            left += part.width() + GAP;
        }
        return new Placement(right, bottom, x, y, lines);
    }

    private static void copy(
            Piece piece, Placement part, double left, double top, double[] x, double[] y, List<Placement.Line> lines) {
        for (int v = 0; v < piece.nodes.length; v++) {
            x[piece.nodes[v]] = part.x(v) + left;
            y[piece.nodes[v]] = part.y(v) + top;
        }
        for (Placement.Line line : part.lines()) {
            lines.add(line.movedBy(left, top, line.edge() < 0 ? -1 : piece.edges[line.edge()]));
        }
    }
}
