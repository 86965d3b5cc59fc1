package dev.reeve.engine.render;

import java.util.Set;

/** Says what the colours and the kinds of lines mean, one row for each. */
final class SvgLegend {
    private static final double SAMPLE = 26;
    private static final double APART = 20;
    private static final double ROW = 22;

    private final Set<Look> looks;
    private final Set<LinkKind> kinds;

    SvgLegend(Set<Look> looks, Set<LinkKind> kinds) {
        this.looks = looks;
        this.kinds = kinds;
    }

    double width() {
        double ofLooks = looks.stream().mapToDouble(look -> entry(look.words())).sum();
        double ofKinds = kinds.stream().mapToDouble(kind -> entry(kind.words())).sum();
        return Math.max(ofLooks, ofKinds);
    }

    double height() {
        return (looks.isEmpty() ? 0 : ROW) + (kinds.isEmpty() ? 0 : ROW);
    }

    private static double entry(String words) {
        return SAMPLE + 6 + Metrics.textWidth(words, Metrics.NOTE_SIZE) + APART;
    }

    void write(Xml xml, double left, double top) {
        double x = left;
        for (Look look : looks) {
            xml.open("g", "class", "box " + SvgStyle.name(look));
            xml.empty("rect", "x", x, "y", top - 7, "width", SAMPLE, "height", 14.0, "rx", 4.0)
                    .close("g");
            x = words(xml, look.words(), x, top);
        }
        double below = looks.isEmpty() ? top : top + ROW;
        x = left;
        for (LinkKind kind : kinds) {
            String name = SvgStyle.name(kind);
            String path = "M" + Xml.number(x) + "," + Xml.number(below) + "h" + Xml.number(SAMPLE);
            xml.empty("path", "class", "line " + name, "d", path, "marker-end", "url(#reeve-" + name + ")");
            x = words(xml, kind.words(), x, below);
        }
    }

    private static double words(Xml xml, String words, double x, double top) {
        xml.leaf("text", words, "class", "legend", "x", x + SAMPLE + 6, "y", top + 4);
        return x + entry(words);
    }
}
