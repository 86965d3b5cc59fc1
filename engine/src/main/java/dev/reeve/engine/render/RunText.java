package dev.reeve.engine.render;

import dev.reeve.engine.text.Took;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is written about tasks in a run. */
final class RunText {
    private final RunView run;

    RunText(RunView run) {
        this.run = run;
    }

    /** How a group looks: as the one of its nodes that is most worth a glance. */
    Look look(List<GraphNode> group) {
        Look worst = Look.SKIPPED;
        for (GraphNode node : group) {
            Look look = Look.of(run.state(node.index(), -1));
            worst = look.compareTo(worst) > 0 ? look : worst;
        }
        return worst;
    }

    /** The children of a mapped node, as far as they are known: {@code [0..99]}. */
    String children(GraphNode node) {
        int width = run.width(node.index());
        return switch (width) {
            case -1 -> "[0..n]";
            case 0 -> "[none]";
            case 1 -> "[0]";
            default -> "[0.." + (width - 1) + "]";
        };
    }

    /** State and duration, and for several how many are in which state. */
    List<String> notes(List<GraphNode> group) {
        List<String> notes = new ArrayList<>();
        if (group.size() > 1) {
            notes.add(BoxText.note(counts(states(group))));
            return notes;
        }
        GraphNode node = group.getFirst();
        State state = run.state(node.index(), -1);
        String took = Took.of(run.history(node.index(), -1))
                .map(duration -> ", " + Took.words(duration))
                .orElse("");
        notes.add(state.name() + took);
        Map<String, Integer> children = run.childStates(node.index());
        if (!children.isEmpty()) {
            notes.add(BoxText.note(counts(children)));
        }
        return notes;
    }

    /** The first message there is, with its state. */
    List<String> tooltip(List<GraphNode> group) {
        List<String> lines = new ArrayList<>();
        for (GraphNode node : group) {
            State state = run.state(node.index(), -1);
            if (!state.message().isEmpty() && lines.size() < 4) {
                String who = group.size() > 1 ? node.name() + ": " : "";
                lines.add(BoxText.tooltipLine(who + state.name() + ": " + state.message()));
            }
        }
        return lines;
    }

    private Map<String, Integer> states(List<GraphNode> group) {
        Map<String, Integer> states = new TreeMap<>();
        group.forEach(node -> states.merge(run.state(node.index(), -1).name(), 1, Integer::sum));
        return states;
    }

    /** Most worth a glance first: that is where a note is not cut. */
    private static String counts(Map<String, Integer> states) {
        return states.entrySet().stream()
                .sorted((a, b) -> {
                    int looks = Look.ofStateName(b.getKey()).compareTo(Look.ofStateName(a.getKey()));
                    return looks != 0 ? looks : a.getKey().compareTo(b.getKey());
                })
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
