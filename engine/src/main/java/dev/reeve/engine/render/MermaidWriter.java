package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Block;
import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Link;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a picture as a Mermaid flowchart. */
final class MermaidWriter {
    private static final int EDGES_BY_DEFAULT = 500;
    private static final int CHARACTERS_BY_DEFAULT = 50_000;

    private final Picture picture;
    private final StringBuilder out = new StringBuilder();

    MermaidWriter(Picture picture) {
        this.picture = picture;
    }

    String write() {
        line("---");
        line("title: \"" + title() + "\"");
        line("---");
        int head = out.length();
        line("flowchart TD");
        boolean[] inBlock = new boolean[picture.boxes().size()];
        int[] clusters = new int[1];
        picture.blocks().forEach(block -> block(block, "  ", clusters, inBlock));
        for (int b = 0; b < inBlock.length; b++) {
            if (!inBlock[b]) {
                box(b, "  ");
            }
        }
        picture.links().forEach(this::link);
        classes();
        if (picture.links().size() > EDGES_BY_DEFAULT || out.length() > CHARACTERS_BY_DEFAULT) {
            out.insert(
                    head,
                    "%% More than Mermaid draws by default: set maxEdges to "
                            + picture.links().size() + " and maxTextSize to " + (out.length() + 500)
                            + " in mermaid.initialize.\n");
        }
        return out.toString();
    }

    /** Within YAML. Mermaid drops tags in a title and shows entities as they are: wide signs stand for both. */
    private String title() {
        return picture.title()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace('<', '＜')
                .replace('>', '＞')
                .replace('&', '＆');
    }

    private void block(Block block, String indent, int[] clusters, boolean[] inBlock) {
        line(indent + "subgraph b" + clusters[0]++ + " [\"" + escaped(block.name()) + "\"]");
        for (int b : block.boxes()) {
            inBlock[b] = true;
            box(b, indent + "  ");
        }
        block.blocks().forEach(nested -> block(nested, indent + "  ", clusters, inBlock));
        line(indent + "end");
    }

    private void box(int index, String indent) {
        Box box = picture.boxes().get(index);
        List<String> lines = new ArrayList<>();
        lines.add(escaped(box.heading()));
        box.notes().forEach(note -> lines.add(escaped(note)));
        String text = "\"" + String.join("<br/>", lines) + "\"";
        line(indent + "n" + index
                + switch (box.shape()) {
                    case PARAMETER -> "([" + text + "])";
                    case TASK -> "[" + text + "]";
                    case MANY -> "[[" + text + "]]";
                    case MERGE -> "{" + text + "}";
                });
    }

    private void link(Link link) {
        String arrow = switch (link.kind()) {
            case DATA -> "-->";
            case EACH -> "==>";
            case ORDER -> "-.->";
            case GUARD -> "--o";
            case PARAMETER -> "---";
        };
        String text = link.text().isEmpty() ? "" : "|\"" + escaped(link.text()) + "\"|";
        line("  n" + link.from() + " " + arrow + text + " n" + link.to());
    }

    private void classes() {
        Map<Look, List<Integer>> ofLook = new EnumMap<>(Look.class);
        List<Integer> parameters = new ArrayList<>();
        for (int b = 0; b < picture.boxes().size(); b++) {
            Box box = picture.boxes().get(b);
            if (box.look() != null) {
                ofLook.computeIfAbsent(box.look(), key -> new ArrayList<>()).add(b);
            } else if (box.shape() == Picture.Shape.PARAMETER) {
                parameters.add(b);
            }
        }
        ofLook.forEach((look, boxes) -> {
            String name = SvgStyle.name(look);
            line("  classDef " + name + " fill:" + look.fill() + ",stroke:" + look.stroke() + ",color:#212529");
            line("  class " + ids(boxes) + " " + name);
        });
        if (!parameters.isEmpty()) {
            line("  classDef parameter fill:#ffffff,stroke:#adb5bd,color:#212529,font-size:11px");
            line("  class " + ids(parameters) + " parameter");
        }
    }

    private static String ids(List<Integer> boxes) {
        return boxes.stream().map(b -> "n" + b).collect(Collectors.joining(","));
    }

    /** All that is no letter, digit or harmless sign by its number: Mermaid reads markup, entities and styles in text. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c > 0x7F || Character.isLetterOrDigit(c) || " _-.,()[]/+=".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
