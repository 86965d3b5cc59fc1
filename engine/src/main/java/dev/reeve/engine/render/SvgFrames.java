package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Block;

/**
 * Draws frames around blocks: only where no box of another block would come to lie inside, because a frame that is not
 * true is worse than none.
 */
final class SvgFrames {
    private static final double PADDING = 10;
    private static final double LABEL = 14;

    private final Picture picture;
    private final Placement placed;

    SvgFrames(Picture picture, Placement placed) {
        this.picture = picture;
        this.placed = placed;
    }

    private static final class Frame {
        private double left = Double.MAX_VALUE;
        private double top = Double.MAX_VALUE;
        private double right = -Double.MAX_VALUE;
        private double bottom = -Double.MAX_VALUE;

        private void include(double l, double t, double r, double b) {
            left = Math.min(left, l);
            top = Math.min(top, t);
            right = Math.max(right, r);
            bottom = Math.max(bottom, b);
        }
    }

    void write(Xml xml) {
        picture.blocks().forEach(block -> write(xml, block));
    }

    private Frame write(Xml xml, Block block) {
        Frame frame = new Frame();
        boolean[] own = new boolean[picture.boxes().size()];
        for (int box : block.boxes()) {
            include(frame, box);
        }
        for (Block inner : block.blocks()) {
            Frame around = write(xml, inner);
            frame.include(around.left, around.top, around.right, around.bottom);
        }
        mark(block, own);
        frame.include(frame.left - PADDING, frame.top - PADDING - LABEL, frame.right + PADDING, frame.bottom + PADDING);
        if (isTrue(frame, own)) {
            double width = frame.right - frame.left;
            double height = frame.bottom - frame.top;
            xml.empty(
                    "rect",
                    "class",
                    "frame",
                    "x",
                    frame.left,
                    "y",
                    frame.top,
                    "width",
                    width,
                    "height",
                    height,
                    "rx",
                    8.0);
            xml.leaf("text", block.name(), "class", "frame-name", "x", frame.left + 8, "y", frame.top + 14);
        }
        return frame;
    }

    private void include(Frame frame, int box) {
        double x = placed.x(box);
        double y = placed.y(box);
        frame.include(
                x,
                y,
                x + Metrics.width(picture.boxes().get(box)),
                y + Metrics.height(picture.boxes().get(box)));
    }

    private static void mark(Block block, boolean[] own) {
        block.boxes().forEach(box -> own[box] = true);
        block.blocks().forEach(inner -> mark(inner, own));
    }

    private boolean isTrue(Frame frame, boolean[] own) {
        for (int box = 0; box < own.length; box++) {
            if (!own[box]
                    && placed.x(box) < frame.right
                    && placed.y(box) < frame.bottom
                    && placed.x(box) + Metrics.width(picture.boxes().get(box)) > frame.left
                    && placed.y(box) + Metrics.height(picture.boxes().get(box)) > frame.top) {
                return false;
            }
        }
        return true;
    }
}
