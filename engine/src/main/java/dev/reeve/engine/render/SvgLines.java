package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Link;
import dev.reeve.engine.render.Placement.Line;
import java.util.List;

/** Draws lines. */
final class SvgLines {
    private static final int MOST_WITH_TOOLTIP = 3000; // each costs about 100 bytes

    private final Picture picture;
    private final Placement placed;

    SvgLines(Picture picture, Placement placed) {
        this.picture = picture;
        this.placed = placed;
    }

    void write(Xml xml) {
        List<LinkKind> kinds = List.of(LinkKind.values()).reversed(); // data on top, parameters below all
        for (LinkKind kind : kinds) {
            for (Line line : placed.lines()) {
                if (line.style() == kind.number()) {
                    line(xml, line, SvgStyle.name(kind));
                }
            }
        }
        for (Line line : placed.lines()) {
            aside(xml, line);
        }
    }

    private void line(Xml xml, Line line, String kind) {
        Object[] attributes = line.arrow()
                ? new Object[] {"class", "line " + kind, "d", path(line), "marker-end", "url(#reeve-" + kind + ")"}
                : new Object[] {"class", "line " + kind, "d", path(line)};
        if (line.edge() < 0 || placed.lines().size() > MOST_WITH_TOOLTIP) {
            xml.empty("path", attributes);
        } else {
            xml.open("path", attributes).leaf("title", tooltip(picture.links().get(line.edge())));
            xml.close("path");
        }
    }

    private static String path(Line line) {
        String x1 = Xml.number(line.fromX());
        String x2 = Xml.number(line.toX());
        String start = "M" + x1 + "," + Xml.number(line.top());
        if (x1.equals(x2)) {
            return start + "V" + Xml.number(line.bottom());
        }
        String middle = Xml.number((line.topBend() + line.bottomBend()) / 2);
        return start + "V" + Xml.number(line.topBend()) + "C" + x1 + "," + middle + " " + x2 + "," + middle + " " + x2
                + "," + Xml.number(line.bottomBend()) + "V" + Xml.number(line.bottom());
    }

    private String tooltip(Link link) {
        String from = picture.boxes().get(link.from()).label();
        String to = picture.boxes().get(link.to()).label();
        String count = link.count() > 1 ? " (" + link.count() + " times)" : "";
        String text = link.text().isEmpty() ? "" : ": " + link.text();
        return from + " → " + to + ": " + link.kind().words() + text + count;
    }

    /** A condition that does not stand in the box: of one of the branches that a merge takes. */
    private void aside(Xml xml, Line line) {
        if (line.edge() >= 0 && line.arrow()) {
            Link link = picture.links().get(line.edge());
            boolean inBox = picture.boxes().get(link.to()).conditions().contains(link.text());
            if (!link.text().isEmpty() && !inBox) {
                xml.leaf("text", link.text(), "class", "aside", "x", line.toX() + 6, "y", line.bottom() - 10);
            }
        }
    }
}
