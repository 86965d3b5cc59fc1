package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.text.Shown;

/**
 * How large text and boxes are in an SVG, in pixels. The text is monospaced, so columns tell its width whatever font a
 * viewer has: the advance of the common ones is 0.55 to 0.602 of their size.
 */
final class Metrics {
    static final double NAME_SIZE = 13;
    static final double NOTE_SIZE = 11;
    static final double ADVANCE = 0.605;
    static final double PADDING = 11;
    /** How far the second sheet of a stack shows behind the first. */
    static final double STACK = 4;

    private static final double NAME_LINE = 17;
    private static final double NOTE_LINE = 14;

    private Metrics() {}

    static double textWidth(String text, double size) {
        return Shown.width(text) * size * ADVANCE;
    }

    static double nameSize(Box box) {
        return box.shape() == Picture.Shape.PARAMETER ? NOTE_SIZE : NAME_SIZE;
    }

    static double width(Box box) {
        double text = textWidth(box.heading(), nameSize(box));
        for (String condition : box.conditions()) {
            text = Math.max(text, textWidth(condition, NOTE_SIZE));
        }
        for (String note : box.notes()) {
            text = Math.max(text, textWidth(note, NOTE_SIZE));
        }
        return Math.rint(Math.max(36, text + 2 * PADDING) + (stacked(box) ? STACK : 0));
    }

    static double height(Box box) {
        double lines =
                NAME_LINE + NOTE_LINE * (box.conditions().size() + box.notes().size());
        double padding = box.shape() == Picture.Shape.PARAMETER ? 6 : 14;
        return lines + padding + (stacked(box) ? STACK : 0);
    }

    static boolean stacked(Box box) {
        return box.shape() == Picture.Shape.MANY;
    }

    /** From the top of a line of text to its base line, and the height of the line. */
    static double lineHeight(double size) {
        return size == NOTE_SIZE ? NOTE_LINE : NAME_LINE;
    }
}
