package dev.reeve.engine.render;

import java.util.List;

/** Where boxes stand and lines run. The origin is the top left corner, lengths are pixels. */
final class Placement {
    private final double width;
    private final double height;
    private final double[] x;
    private final double[] y;
    private final List<Line> lines;

    /** Boxes by their left and upper sides. */
    Placement(double width, double height, double[] x, double[] y, List<Line> lines) {
        this.width = width;
        this.height = height;
        this.x = x.clone();
        this.y = y.clone();
        this.lines = List.copyOf(lines);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The left side of a box. */
    double x(int box) {
        return x[box];
    }

    /** The upper side of a box. */
    double y(int box) {
        return y[box];
    }

    List<Line> lines() {
        return lines;
    }

    /**
     * A line, downwards: straight from {@code top} to {@code topBend}, across to {@code toX} while it goes down to
     * {@code bottomBend}, straight to {@code bottom}. It crosses only where no box can be.
     *
     * @param edge the one edge it belongs to; -1 if several share it
     * @param arrow whether it ends at a box
     */
    record Line(
            double fromX,
            double top,
            double topBend,
            double toX,
            double bottomBend,
            double bottom,
            int style,
            int edge,
            boolean arrow) {
        Line movedBy(double dx, double dy, int itsEdge) {
            return new Line(
                    fromX + dx, top + dy, topBend + dy, toX + dx, bottomBend + dy, bottom + dy, style, itsEdge, arrow);
        }
    }
}
