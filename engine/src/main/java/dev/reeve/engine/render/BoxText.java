package dev.reeve.engine.render;

import dev.reeve.engine.text.Shown;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.state.TriggerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is written in and about a box, but for the run. */
final class BoxText {
    /** Columns that a name may take before its middle is left out. */
    static final int LABEL = 40;

    private static final int NOTE = 44;
    private static final int TOOLTIP_LINE = 400;
    private static final int NAMES_IN_TOOLTIP = 8;

    private BoxText() {}

    static String label(String name) {
        String label = Shown.cutInside(Shown.clean(name), LABEL);
        return label.isBlank() ? "(no name)" : label;
    }

    static String note(String text) {
        return Shown.cut(Shown.clean(text), NOTE);
    }

    static String tooltipLine(String text) {
        return Shown.cut(Shown.clean(text), TOOLTIP_LINE);
    }

    static List<String> conditions(GraphNode node) {
        return node.guards().stream()
                .map(Guard::text)
                .filter(text -> !text.isBlank())
                .distinct()
                .map(BoxText::note)
                .toList();
    }

    /** Kind and trigger, where they are not the usual ones. */
    static List<String> notes(GraphNode node) {
        List<String> notes = new ArrayList<>();
        String kind = kind(node.kind());
        if (!kind.isEmpty()) {
            notes.add(kind);
        }
        if (!(node.settings().trigger() instanceof TriggerRule.AllSuccessful)) {
            notes.add(note("trigger " + node.settings().trigger().label()));
        }
        return notes;
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case TASK, MAP, MERGE -> ""; // told by the shape
            case LOOP -> "loop";
            case DYNAMIC -> "dynamic flow";
            case OPEN -> "opens";
            case CLOSE -> "closes";
            case SUBFLOW -> "sub-flow";
            case APPROVAL -> "approval";
            case FAN_OUT -> "block for each";
        };
    }

    static List<String> tooltip(List<GraphNode> group) {
        GraphNode first = group.getFirst();
        List<String> lines = new ArrayList<>();
        for (GraphNode node : group.subList(0, Math.min(group.size(), NAMES_IN_TOOLTIP))) {
            lines.add(tooltipLine(node.name()));
        }
        if (group.size() > NAMES_IN_TOOLTIP) {
            lines.add("... and " + (group.size() - NAMES_IN_TOOLTIP) + " more");
        }
        add(lines, "", first.function().text());
        NodeSettings settings = first.settings();
        add(lines, "in ", String.join(" / ", first.scopes()));
        add(lines, "", first.guards().stream().map(Guard::text).collect(Collectors.joining(" and ")));
        add(lines, "trigger ", settings.trigger().label());
        add(lines, "tags ", String.join(", ", settings.tags()));
        add(lines, "target ", settings.target());
        add(
                lines,
                "retries ",
                settings.policy().retries() == 0 ? "" : "" + settings.policy().retries());
        return lines;
    }

    static List<String> tooltip(ParameterSpec parameter) {
        List<String> lines = new ArrayList<>();
        lines.add("parameter " + tooltipLine(parameter.name()));
        add(lines, "", parameter.type().getTypeName());
        add(lines, "", parameter.description());
        lines.add(parameter.required() ? "has to be given" : "has a default");
        return lines;
    }

    private static void add(List<String> lines, String before, String text) {
        if (!text.isBlank()) {
            lines.add(tooltipLine(before + text));
        }
    }
}
