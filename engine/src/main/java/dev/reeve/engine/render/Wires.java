package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads off a graph what depends on what, in the words of a drawing: parameters count, constants do not. */
final class Wires {
    private final FlowGraph graph;
    private final Set<Wire> wires = new LinkedHashSet<>();

    private Wires(FlowGraph graph) {
        this.graph = graph;
    }

    static List<Wire> of(FlowGraph graph) {
        Wires found = new Wires(graph);
        graph.nodes().forEach(found::read);
        return new ArrayList<>(found.wires);
    }

    private void read(GraphNode node) {
        for (Input input : node.inputs()) {
            if (input instanceof Input.When when) {
                branch(node, when);
            } else if (input instanceof Input.Each each && aligned(each.list())) {
                value(node, each.list(), LinkKind.EACH, "");
            } else {
                value(node, input, LinkKind.DATA, "");
            }
        }
        for (Guard guard : node.guards()) {
            value(node, guard.condition(), LinkKind.GUARD, guard.text());
        }
        for (int source : node.after()) {
            wires.add(new Wire(false, source, node.index(), LinkKind.ORDER, ""));
        }
    }

    private boolean aligned(Input list) {
        return list instanceof Input.FromNode from && graph.node(from.node()).kind() == Kind.MAP;
    }

    /**
     * A branch that a merge may take. Its tasks have the condition themselves, so it is told only where they do not,
     * as for a branch that is an output from before.
     */
    private void branch(GraphNode merge, Input.When when) {
        String text = when.guard().text();
        int before = wires.size();
        boolean guarded = when.source() instanceof Input.FromNode from
                && graph.node(from.node()).guards().stream().anyMatch(when.guard()::equals);
        value(merge, when.source(), LinkKind.DATA, guarded ? "" : text);
        if (wires.size() == before) { // a constant: without this line nothing would show the branch
            value(merge, when.guard().condition(), LinkKind.GUARD, text);
        }
    }

    private void value(GraphNode node, Input input, LinkKind kind, String text) {
        input.forEachNode(source -> wires.add(new Wire(false, source, node.index(), kind, text)));
        forEachParameter(input, node.index(), kind == LinkKind.GUARD ? kind : LinkKind.PARAMETER, text);
    }

    private void forEachParameter(Input input, int target, LinkKind kind, String text) {
        switch (input) {
            case Input.FromParameter i -> wires.add(new Wire(true, i.parameter(), target, kind, text));
            case Input.Part i -> forEachParameter(i.source(), target, kind, text);
            case Input.All i -> i.parts().forEach(part -> forEachParameter(part, target, kind, text));
            case Input.Flat i -> forEachParameter(i.lists(), target, kind, text);
            case Input.Equal i -> forEachParameter(i.source(), target, kind, text);
            case Input.When i -> forEachParameter(i.source(), target, kind, text);
            case Input.Each i -> forEachParameter(i.list(), target, kind, text);
            case Input.Element i -> forEachParameter(i.list(), target, kind, text);
            case Input.FromNode i -> {}
            case Input.Constant i -> {}
            case Input.Context i -> {}
            case Input.FromSecret i -> {}
        }
    }
}
