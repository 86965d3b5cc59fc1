package dev.reeve.engine.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays out one connected part. */
final class LayeredPart {
    private static final double ROW_GAP = 48;
    /** The last bit of a line is straight, so that an arrow head there points down. */
    private static final double ARROW = 12;

    private final double[] width;
    private final double[] height;
    private final Links links;
    private final double gap;
    private final double most;

    /** @param most the width above which a layer is broken into rows */
    LayeredPart(double[] width, double[] height, Links links, double gap, double most) {
        this.width = width;
        this.height = height;
        this.links = links;
        this.gap = gap;
        this.most = most;
    }

    Placement place() {
        Lattice lattice = lattice();
        Adjacency down = lattice.down();
        Adjacency up = lattice.up();
        LayerOrder order = LayerOrder.of(lattice, down, up);
        double[] middle = Abscissae.of(lattice, order, width, gap, down, up);
        moveToOrigin(middle);
        double[] rowTop = new double[lattice.layers];
        double[] rowBottom = new double[lattice.layers];
        rows(lattice, middle, rowTop, rowBottom);
        double[] x = new double[width.length];
        double[] y = new double[width.length];
        double right = 0;
        for (int v = 0; v < width.length; v++) {
            int layer = lattice.layer[v];
            x[v] = middle[v] - width[v] / 2;
            y[v] = (rowTop[layer] + rowBottom[layer] - height[v]) / 2;
        }
        for (int v = 0; v < middle.length; v++) {
            right = Math.max(right, middle[v] + (lattice.bend(v) ? 0 : width[v] / 2));
        }
        double bottom = lattice.layers == 0 ? 0 : rowBottom[lattice.layers - 1];
        return new Placement(right, bottom, x, y, lines(lattice, middle, y, rowTop, rowBottom));
    }

    /** Layers and bends, too wide layers broken into rows unless that takes bends without measure. */
    private Lattice lattice() {
        Adjacency down = links.down(width.length);
        Adjacency up = links.up(width.length);
        int[] layer = Layers.of(down, up);
        Lattice lattice = new Lattice(layer, links);
        double[] layerWidth = new double[lattice.layers];
        for (int v = 0; v < width.length; v++) {
            layerWidth[layer[v]] += width[v] + gap;
        }
        if (Arrays.stream(layerWidth).noneMatch(w -> w > most)) {
            return lattice;
        }
        Lattice broken = new Lattice(broken(lattice, layerWidth), links);
        return broken.size() > 2 * lattice.size() + 500 ? lattice : broken;
    }

    private int[] broken(Lattice lattice, double[] layerWidth) {
        LayerOrder order = LayerOrder.of(lattice, lattice.down(), lattice.up());
        int[] row = new int[width.length];
        int firstRow = 0;
        for (int l = 0; l < lattice.layers; l++) {
            int rows = (int) Math.ceil(layerWidth[l] / most);
            double passed = 0;
            for (int k = order.begin(l); k < order.begin(l + 1); k++) {
                int v = order.at(k);
                if (!lattice.bend(v)) {
                    row[v] = firstRow + Math.min(rows - 1, (int) (passed / layerWidth[l] * rows));
                    passed += width[v] + gap;
                }
            }
            firstRow += Math.max(1, rows);
        }
        return row;
    }

    private void moveToOrigin(double[] middle) {
        double left = Double.MAX_VALUE;
        for (int v = 0; v < middle.length; v++) {
            left = Math.min(left, middle[v] - (v < width.length ? width[v] / 2 : 0));
        }
        for (int v = 0; v < middle.length; v++) {
            middle[v] -= left;
        }
    }

    /** The flatter the lines between two rows, the more room there is between them. */
    private void rows(Lattice lattice, double[] middle, double[] rowTop, double[] rowBottom) {
        double[] rowHeight = new double[lattice.layers];
        for (int v = 0; v < width.length; v++) {
            rowHeight[lattice.layer[v]] = Math.max(rowHeight[lattice.layer[v]], height[v]);
        }
        double[] across = new double[lattice.layers];
        int[] count = new int[lattice.layers];
        for (int s = 0; s < lattice.segments; s++) {
            int layer = lattice.layer[lattice.from[s]];
            across[layer] += Math.abs(middle[lattice.from[s]] - middle[lattice.to[s]]);
            count[layer]++;
        }
        double top = 0;
        for (int l = 0; l < lattice.layers; l++) {
            rowTop[l] = top;
            rowBottom[l] = top + rowHeight[l];
            top = rowBottom[l] + ROW_GAP + (count[l] == 0 ? 0 : Math.min(120, across[l] / count[l] * 0.07));
        }
    }

    private List<Placement.Line> lines(
            Lattice lattice, double[] middle, double[] y, double[] rowTop, double[] rowBottom) {
        Ports ports = new Ports(lattice, middle, width);
        List<Placement.Line> lines = new ArrayList<>();
        for (int s = 0; s < lattice.segments; s++) {
            int u = lattice.from[s];
            int v = lattice.to[s];
            double topBend = rowBottom[lattice.layer[u]];
            double below = rowTop[lattice.layer[v]];
            lines.add(new Placement.Line(
                    ports.leaves(s),
                    lattice.bend(u) ? rowTop[lattice.layer[u]] : y[u] + height[u],
                    topBend,
                    ports.reaches(s),
                    below - ARROW,
                    lattice.bend(v) ? below : y[v],
                    lattice.style[s],
                    lattice.edge[s],
                    !lattice.bend(v)));
        }
        return lines;
    }
}
