package dev.reeve.engine.record;

import dev.reeve.engine.fingerprint.InputWords;
import dev.reeve.engine.fingerprint.TaskCodes;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Takes down the structure of a flow. It says nothing of a run: parameters are named, not told. */
final class StructureOf {
    private final FlowGraph graph;
    private final BitSet references = new BitSet();
    private final boolean withCode;

    private StructureOf(FlowGraph graph, boolean withCode) {
        this.graph = graph;
        this.withCode = withCode;
        graph.referenceNodes().forEach(references::set);
    }

    static Structure of(FlowGraph graph) {
        return new StructureOf(graph, true).structure();
    }

    /** The same without fingerprints of code, which take time. */
    static Structure withoutCode(FlowGraph graph) {
        return new StructureOf(graph, false).structure();
    }

    private Structure structure() {
        return new Structure(
                graph.name(), graph.nodes().stream().map(this::node).toList());
    }

    private Structure.Node node(GraphNode node) {
        InputWords words = new InputWords(graph, Masking.ofThisProcess()::shows);
        List<String> inputs = new ArrayList<>(node.inputs().size());
        node.inputs().forEach(input -> inputs.add(words.of(input)));
        if (node.function().receiver() instanceof Record configured) { // a task object, told by what is in it
            inputs.add("of " + words.constant(configured));
        }
        if (withCode && node.block() != null) { // as the code of its tasks is part of its own
            inputs.add(Structure.WIRING + words.wiring(node.block()));
        }
        List<String> conditions = new ArrayList<>(node.guards().size());
        node.guards().forEach(guard -> conditions.add(words.of(guard)));
        return new Structure.Node(
                node.name(),
                node.kind(),
                node.function().text(),
                withCode ? code(node) : "",
                inputs,
                words.comparable(),
                upstreams(node),
                conditions,
                node.settings().trigger().label(),
                settings(node.settings()),
                words.parameters(),
                node.settings().tags(),
                node.settings().target(),
                references.get(node.index()),
                node.hasValue(),
                assets(node.settings().reads()),
                assets(node.settings().produces()));
    }

    /** Without code it is for a hash, into which they are put apart. */
    private List<String> assets(List<String> names) {
        return withCode ? names.stream().distinct().toList() : List.of();
    }

    private List<Structure.Upstream> upstreams(GraphNode node) {
        Edges edges = graph.edges();
        List<Structure.Upstream> upstreams = new ArrayList<>(edges.upCount(node.index()));
        for (int e = edges.upFrom(node.index()); e < edges.upFrom(node.index() + 1); e++) {
            upstreams.add(new Structure.Upstream(graph.node(edges.up(e)).name(), edges.upKind(e)));
        }
        return upstreams;
    }

    private String code(GraphNode node) {
        try {
            return TaskCodes.of(graph, node).fingerprint();
        } catch (IllegalStateException unreadable) { // a class made while the program runs: equal to no other
            return "";
        }
    }

    private static String settings(NodeSettings settings) {
        StringBuilder text = new StringBuilder("retries " + settings.policy().retries());
        text.append(", skips ").append(settings.policy().skipRule());
        if (settings.timeout() != null) {
            text.append(", timeout ").append(settings.timeout());
        }
        return text.toString();
    }
}
