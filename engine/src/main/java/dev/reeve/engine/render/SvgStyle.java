package dev.reeve.engine.render;

import java.util.Locale;

/** The style sheet and arrow heads of an SVG. All names begin with the document's own class, so that it can be put into a page. */
final class SvgStyle {
    private static final String FIXED = """
            .reeve text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; \
            fill: #212529; unicode-bidi: isolate; }
            .reeve .paper { fill: #ffffff; }
            .reeve .title { font-size: 17px; font-weight: 600; }
            .reeve .subtitle { font-size: 12px; fill: #495057; }
            .reeve .legend { font-size: 11px; fill: #495057; }
            .reeve .name { font-size: 13px; font-weight: 600; text-anchor: middle; }
            .reeve .input { font-size: 11px; text-anchor: middle; fill: #495057; }
            .reeve .note { font-size: 11px; text-anchor: middle; fill: #495057; }
            .reeve .condition { font-size: 11px; text-anchor: middle; fill: #5f3dc4; font-style: italic; }
            .reeve .aside { font-size: 11px; fill: #5f3dc4; font-style: italic; paint-order: stroke; stroke: #ffffff; \
            stroke-width: 4px; }
            .reeve .frame-name { font-size: 11px; fill: #495057; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
            .reeve .box rect { fill: #f8f9fa; stroke: #495057; stroke-width: 1.2px; }
            .reeve .box.parameter rect { fill: #ffffff; stroke: #adb5bd; }
            .reeve .frame { fill: none; stroke: #adb5bd; stroke-dasharray: 4 3; }
            .reeve .line { fill: none; stroke: #495057; stroke-width: 1.3px; }
            .reeve .line.each { stroke-dasharray: 7 4; }
            .reeve .line.order { stroke-dasharray: 1 4; stroke-linecap: round; stroke-width: 1.8px; }
            .reeve .line.guard { stroke: #6741d9; stroke-dasharray: 9 3 2 3; }
            .reeve .line.parameter { stroke: #adb5bd; stroke-width: 1px; }
            """;

    private SvgStyle() {}

    static String text() {
        StringBuilder css = new StringBuilder("<style>\n").append(FIXED);
        for (Look look : Look.values()) {
            String own = look == Look.FAILED
                    ? " stroke-width: 2.4px;"
                    : look == Look.SKIPPED ? " stroke-dasharray: 5 3;" : "";
            css.append(".reeve .").append(name(look)).append(" rect { fill: ").append(look.fill());
            css.append("; stroke: ")
                    .append(look.stroke())
                    .append(';')
                    .append(own)
                    .append(" }\n");
        }
        css.append("</style>\n<defs>\n");
        for (LinkKind kind : LinkKind.values()) {
            css.append(marker(kind));
        }
        return css.append("</defs>\n").toString();
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String marker(LinkKind kind) {
        String shape = switch (kind) {
            case DATA, EACH -> "<path d=\"M0,0 L8,3.5 L0,7 z\" fill=\"#495057\"/>";
            case ORDER -> "<path d=\"M0,0.5 L7.5,3.5 L0,6.5\" fill=\"none\" stroke=\"#495057\"/>";
            case GUARD -> "<path d=\"M0,3.5 L4,0.5 L8,3.5 L4,6.5 z\" fill=\"#ffffff\" stroke=\"#6741d9\"/>";
            case PARAMETER -> "<path d=\"M1,1 L7,3.5 L1,6 z\" fill=\"#adb5bd\"/>";
        };
        return "<marker id=\"reeve-" + name(kind) + "\" markerWidth=\"8\" markerHeight=\"7\" refX=\"8\" refY=\"3.5\""
                + " orient=\"auto\" markerUnits=\"userSpaceOnUse\">" + shape + "</marker>\n";
    }
}
