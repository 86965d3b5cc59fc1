package dev.reeve.engine.render;

import java.util.List;

/**
 * Where boxes stand and lines run. The origin is the top left corner, lengths are pixels.
 *
 * @param x left side of each box
 * @param y upper side of each box
 */
record Placement(double width, double height, double[] x, double[] y, List<Line> lines) {
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
