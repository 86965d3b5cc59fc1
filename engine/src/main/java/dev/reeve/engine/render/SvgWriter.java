package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Link;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes a picture as SVG: dark on light, no script, no font or style from outside. */
final class SvgWriter {
    private static final double MARGIN = 24;
    private static final double TITLE_SIZE = 17;

    private final Picture picture;
    private final List<Box> boxes;
    private final List<Link> links;
    private final Placement placed;
    private final Xml xml = new Xml();

    SvgWriter(Picture picture) {
        this.picture = picture;
        this.boxes = picture.boxes();
        this.links = picture.links();
        this.placed = LayeredLayout.place(
                boxes.stream().mapToDouble(Metrics::width).toArray(),
                boxes.stream().mapToDouble(Metrics::height).toArray(),
                new Links(
                        links.stream().mapToInt(Link::from).toArray(),
                        links.stream().mapToInt(Link::to).toArray(),
                        links.stream().mapToInt(link -> link.kind().number()).toArray()));
    }

    String write() {
        SvgLegend legend = new SvgLegend(looks(), kinds());
        double head = picture.subtitle().isEmpty() ? 30 : 48;
        double legendHeight = legend.height() + 8;
        double text =
                Math.max(Metrics.textWidth(picture.title(), TITLE_SIZE), Metrics.textWidth(picture.subtitle(), 12));
        double inner = Math.max(Math.max(placed.width(), text), legend.width());
        double width = inner + 2 * MARGIN;
        double height = head + legendHeight + placed.height() + 2 * MARGIN;
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "reeve",
                "role",
                "img",
                "viewBox",
                "0 0 " + Xml.number(width) + " " + Xml.number(height),
                "width",
                width,
                "height",
                height);
        xml.leaf("title", picture.title());
        xml.leaf("desc", "A flow of " + boxes.size() + " boxes and " + links.size() + " lines");
        xml.raw(SvgStyle.text());
        xml.empty("rect", "class", "paper", "width", width, "height", height);
        heading();
        legend.write(xml, MARGIN, MARGIN + head);
        xml.open(
                "g",
                "transform",
                "translate(" + Xml.number(MARGIN + (inner - placed.width()) / 2) + ","
                        + Xml.number(MARGIN + head + legendHeight) + ")");
        new SvgFrames(picture, placed).write(xml);
        new SvgLines(picture, placed).write(xml);
        SvgBoxes drawn = new SvgBoxes(xml);
        for (int b = 0; b < boxes.size(); b++) {
            drawn.write(boxes.get(b), placed.x(b), placed.y(b));
        }
        xml.close("g").close("svg");
        return xml.toString();
    }

    private void heading() {
        xml.leaf("text", picture.title(), "class", "title", "x", MARGIN, "y", MARGIN + 14);
        if (!picture.subtitle().isEmpty()) {
            xml.leaf("text", picture.subtitle(), "class", "subtitle", "x", MARGIN, "y", MARGIN + 34);
        }
    }

    private Set<Look> looks() {
        Set<Look> looks = EnumSet.noneOf(Look.class);
        for (Box box : boxes) {
            if (box.look() != null) {
                looks.add(box.look());
            }
        }
        return looks;
    }

    private Set<LinkKind> kinds() {
        Set<LinkKind> kinds = EnumSet.noneOf(LinkKind.class);
        links.forEach(link -> kinds.add(link.kind()));
        return kinds;
    }
}
