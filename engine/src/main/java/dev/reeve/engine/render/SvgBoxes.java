package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Shape;

/** Draws boxes. */
final class SvgBoxes {
    private final Xml xml;

    SvgBoxes(Xml xml) {
        this.xml = xml;
    }

    void write(Box box, double left, double top) {
        double stack = Metrics.stacked(box) ? Metrics.STACK : 0;
        double width = Metrics.width(box) - stack;
        double height = Metrics.height(box) - stack;
        String look = box.look() == null ? "" : " " + SvgStyle.name(box.look());
        xml.open("g", "class", "box " + SvgStyle.name(box.shape()) + look);
        xml.leaf("title", box.tooltip());
        double round = corner(box.shape(), height);
        if (stack > 0) {
            xml.empty("rect", "x", left + stack, "y", top + stack, "width", width, "height", height, "rx", round);
        }
        xml.empty("rect", "x", left, "y", top, "width", width, "height", height, "rx", round);
        text(box, left + width / 2, top, height);
        xml.close("g");
    }

    private static double corner(Shape shape, double height) {
        return switch (shape) {
            case PARAMETER, MERGE -> height / 2;
            case TASK, MANY -> 6;
        };
    }

    private void text(Box box, double middle, double top, double height) {
        double nameLine = Metrics.lineHeight(Metrics.nameSize(box));
        double noteLine = Metrics.lineHeight(Metrics.NOTE_SIZE);
        double lines =
                noteLine * (box.conditions().size() + box.notes().size()) + Metrics.lineHeight(Metrics.NAME_SIZE);
        double y = top + (height - lines) / 2 - 3.5;
        for (String condition : box.conditions()) {
            y += noteLine;
            xml.leaf("text", condition, "class", "condition", "x", middle, "y", y);
        }
        y += box.shape() == Shape.PARAMETER ? nameLine + 1.5 : nameLine;
        xml.open("text", "class", box.shape() == Shape.PARAMETER ? "input" : "name", "x", middle, "y", y);
        xml.text(box.heading()).close("text");
        for (String note : box.notes()) {
            y += noteLine;
            xml.leaf("text", note, "class", "note", "x", middle, "y", y);
        }
    }
}
