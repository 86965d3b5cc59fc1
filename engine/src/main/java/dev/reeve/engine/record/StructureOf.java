package dev.reeve.engine.record;

import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.fingerprint.TaskCodes;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.NodeSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        Words words = new Words(graph);
        List<String> inputs = new ArrayList<>(node.inputs().size());
        node.inputs().forEach(input -> inputs.add(words.of(input)));
        if (node.function().receiver() instanceof Record configured) { // a task object, told by what is in it
            inputs.add("of " + words.constant(configured));
        }
        List<String> conditions = new ArrayList<>(node.guards().size());
        node.guards().forEach(guard -> conditions.add(words.of(guard)));
        return new Structure.Node(
                node.name(),
                node.kind(),
                node.function().text(),
                withCode ? code(node) : "",
                inputs,
                words.comparable,
                upstreams(node),
                conditions,
                node.settings().trigger().label(),
                settings(node.settings()),
                List.copyOf(words.parameters),
                node.settings().tags(),
                node.settings().target(),
                references.get(node.index()),
                node.hasValue());
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

    /** Inputs in words. */
    private static final class Words {
        private final FlowGraph graph;
        private final Set<String> parameters = new LinkedHashSet<>();
        private boolean comparable = true;

        private Words(FlowGraph graph) {
            this.graph = graph;
        }

        private String of(Input input) {
            return switch (input) {
                case Input.Constant i -> "constant " + constant(i.value());
                case Input.FromParameter i -> parameter(i.parameter());
                case Input.FromNode i -> "task " + graph.node(i.node()).name();
                case Input.Part i -> i.text() + " of " + of(i.source());
                case Input.All i -> all(i.parts());
                case Input.Flat i -> "flatten(" + of(i.lists()) + ")";
                case Input.Equal i -> "is(" + of(i.source()) + ", " + constant(i.constant()) + ")";
                case Input.When i -> "when(" + of(i.guard()) + ", " + of(i.source()) + ")";
                case Input.Each i -> "each(" + of(i.list()) + (i.path().isEmpty() ? ")" : ", a part)");
                case Input.Element i -> "element(" + of(i.list()) + ")";
                case Input.Context i -> "context";
                case Input.FromSecret i -> "secret " + i.name();
            };
        }

        private String of(Guard guard) {
            return (guard.expected() ? "if " : "unless ") + of(guard.condition());
        }

        private String all(List<Input> parts) {
            StringBuilder text = new StringBuilder("all(");
            for (Input part : parts) {
                text.append(text.length() == 4 ? "" : ", ").append(of(part));
            }
            return text.append(')').toString();
        }

        private String parameter(int index) {
            String name = graph.parameters().get(index).name();
            parameters.add(name);
            return "parameter " + name;
        }

        private String constant(@Nullable Object value) {
            Optional<String> fingerprint = Fingerprints.ofValue(value, Masking.ofThisProcess()::shows);
            comparable &= fingerprint.isPresent();
            return fingerprint.orElse("of no fingerprint");
        }
    }
}
