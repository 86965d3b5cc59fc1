package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Block;
import dev.reeve.engine.render.Picture.Box;
import dev.reeve.engine.render.Picture.Shape;
import dev.reeve.engine.text.Shown;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.spi.RunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is drawn: which nodes share a box, what is written in it, which lines join boxes. */
final class Composition {
    /** A parameter that more boxes read gets no lines, or they would cover everything else. */
    private static final int MOST_READERS = 10;

    private final FlowGraph graph;
    private final @Nullable RunText run;
    private final List<List<GraphNode>> groups;
    private final List<Wire> wires;
    private final int[] boxOf;

    private Composition(FlowGraph graph, @Nullable RunText run, boolean folded) {
        this.graph = graph;
        this.run = run;
        this.wires = Wires.of(graph);
        this.groups = folded ? Fold.groups(graph, wires) : Fold.none(graph);
        this.boxOf = new int[graph.size()];
        for (int g = 0; g < groups.size(); g++) {
            for (GraphNode node : groups.get(g)) {
                boxOf[node.index()] = parameters() + g;
            }
        }
    }

    /**
     * The picture of a flow.
     *
     * @param folded whether equal nodes share a box
     * @param blocks whether the blocks of the definition are told
     */
    static Picture of(FlowGraph graph, @Nullable RunView view, boolean folded, boolean blocks) {
        Composition composition = new Composition(graph, view == null ? null : new RunText(view), folded);
        String subtitle = view == null ? graph.description() : runLine(view);
        LinkFolder links = composition.links();
        return new Picture(
                Shown.cut(Shown.clean(graph.name()), 80),
                Shown.cut(Shown.clean(subtitle), 120),
                composition.boxes(links),
                links.links(),
                blocks ? composition.blocks() : List.of());
    }

    private static String runLine(RunView view) {
        String message = view.state().message();
        return "run " + view.name() + ": " + view.state().name() + (message.isEmpty() ? "" : " (" + message + ")");
    }

    private int parameters() {
        return graph.parameters().size();
    }

    private LinkFolder links() {
        LinkFolder folder = new LinkFolder(parameters(), MOST_READERS);
        for (Wire wire : wires) {
            int from = wire.parameter() ? wire.source() : boxOf[wire.source()];
            folder.add(wire, from, boxOf[wire.target()]);
        }
        folder.fold(
                box -> box < parameters() ? 1 : groups.get(box - parameters()).size());
        return folder;
    }

    private List<Box> boxes(LinkFolder links) {
        List<Box> boxes = new ArrayList<>();
        for (int p = 0; p < parameters(); p++) {
            boxes.add(parameter(graph.parameters().get(p), links.hiddenReaders(p)));
        }
        groups.forEach(group -> boxes.add(box(group)));
        return boxes;
    }

    private static Box parameter(ParameterSpec parameter, int hiddenReaders) {
        List<String> notes = hiddenReaders == 0 ? List.of() : List.of("read by " + hiddenReaders + " tasks");
        String tooltip = String.join("\n", BoxText.tooltip(parameter));
        return new Box(Shape.PARAMETER, BoxText.label(parameter.name()), "", List.of(), notes, tooltip, null);
    }

    private Box box(List<GraphNode> group) {
        GraphNode first = group.getFirst();
        boolean many = group.size() > 1;
        List<String> notes = BoxText.notes(first);
        List<String> tooltip = BoxText.tooltip(group);
        if (many && first.mapped()) {
            notes.add("each mapped");
        }
        if (run != null) {
            notes.addAll(run.notes(group));
            tooltip.addAll(run.tooltip(group));
        }
        String count = many ? "x " + group.size() : !first.mapped() ? "" : run == null ? "[0..n]" : run.children(first);
        return new Box(
                many || first.mapped() ? Shape.MANY : first.kind() == Kind.MERGE ? Shape.MERGE : Shape.TASK,
                BoxText.label(many ? first.baseName() : first.name()),
                count,
                BoxText.conditions(first),
                notes,
                String.join("\n", tooltip),
                run == null ? null : run.look(group));
    }

    private List<Block> blocks() {
        BlockTree tree = new BlockTree();
        for (int g = 0; g < groups.size(); g++) {
            tree.add(groups.get(g).getFirst().scopes(), parameters() + g);
        }
        return tree.blocks();
    }
}
