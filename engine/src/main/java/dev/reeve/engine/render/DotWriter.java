package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Block;
import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Link;
import java.util.ArrayList;
import java.util.List;

/** Writes a picture for Graphviz. */
final class DotWriter {
    private final Picture picture;
    private final StringBuilder out = new StringBuilder();

    DotWriter(Picture picture) {
        this.picture = picture;
    }

    String write() {
        String subtitle = picture.subtitle().isEmpty() ? "" : "\\n" + escaped(picture.subtitle());
        line("digraph " + quoted(picture.title()) + " {");
        line("  graph [rankdir=TB, labelloc=t, fontname=\"sans-serif\", label=\"" + escaped(picture.title()) + subtitle
                + "\"];");
        line("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f8f9fa\", color=\"#495057\","
                + " fontname=\"monospace\", fontsize=11];");
        line("  edge [color=\"#495057\", fontname=\"monospace\", fontsize=9];");
        boolean[] inBlock = new boolean[picture.boxes().size()];
        int[] clusters = new int[1];
        picture.blocks().forEach(block -> block(block, "  ", clusters, inBlock));
        for (int b = 0; b < inBlock.length; b++) {
            if (!inBlock[b]) {
                box(b, "  ");
            }
        }
        picture.links().forEach(this::link);
        line("}");
        return out.toString();
    }

    private void block(Block block, String indent, int[] clusters, boolean[] inBlock) {
        line(indent + "subgraph cluster_" + clusters[0]++ + " {");
        String inner = indent + "  ";
        line(inner + "graph [style=\"rounded,dashed\", color=\"#868e96\", label=" + quoted(block.name()) + "];");
        for (int b : block.boxes()) {
            inBlock[b] = true;
            box(b, inner);
        }
        block.blocks().forEach(nested -> block(nested, inner, clusters, inBlock));
        line(indent + "}");
    }

    private void box(int index, String indent) {
        Box box = picture.boxes().get(index);
        List<String> lines = new ArrayList<>();
        lines.add(escaped(box.heading()));
        box.notes().forEach(note -> lines.add(escaped(note)));
        String look = box.look() == null
                ? ""
                : ", fillcolor=\"" + box.look().fill() + "\", color=\""
                        + box.look().stroke() + "\"";
        line(indent + "n" + index + " [label=\"" + String.join("\\n", lines) + "\"" + shape(box) + look + ", tooltip=\""
                + escaped(box.tooltip()).replace("\n", "\\n") + "\"];");
    }

    private static String shape(Box box) {
        return switch (box.shape()) {
            case PARAMETER -> ", shape=oval, fillcolor=\"#ffffff\", fontsize=9, height=0.3";
            case TASK -> "";
            case MANY -> ", peripheries=2";
            case MERGE -> ", shape=diamond, style=filled";
        };
    }

    private void link(Link link) {
        String label = link.text().isEmpty() ? "" : ", label=" + quoted(link.text());
        line("  n" + link.from() + " -> n" + link.to() + " [" + style(link.kind()) + label + "];");
    }

    private static String style(LinkKind kind) {
        return switch (kind) {
            case DATA -> "style=solid";
            case EACH -> "style=dashed";
            case ORDER -> "style=dotted, arrowhead=open";
            case GUARD -> "style=dashed, color=\"#6741d9\", fontcolor=\"#6741d9\", arrowhead=odiamond";
            case PARAMETER -> "style=solid, color=\"#adb5bd\", arrowsize=0.6";
        };
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    /** Graphviz reads backslashes and character entities within quotes. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
