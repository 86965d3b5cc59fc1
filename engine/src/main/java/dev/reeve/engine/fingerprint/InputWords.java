package dev.reeve.engine.fingerprint;

import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tasks of a flow are given, in words that are the same if it is: parameters and tasks by name, constants by
 * fingerprint. Gathers what it came across. Not thread-safe.
 */
public final class InputWords {
    private final FlowGraph graph;
    private final Set<String> parameters = new LinkedHashSet<>();
    private boolean comparable = true;

    /** For tasks of that flow. */
    public InputWords(FlowGraph graph) {
        this.graph = graph;
    }

    /** Names of the parameters that were read so far. */
    public List<String> parameters() {
        return List.copyOf(parameters);
    }

    /** Whether the words so far say all; not if a constant has no fingerprint. */
    public boolean comparable() {
        return comparable;
    }

    /** An input. */
    public String of(Input input) {
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

    /** A condition. */
    public String of(Guard guard) {
        return (guard.expected() ? "if " : "unless ") + of(guard.condition());
    }

    /** A constant: its fingerprint, if it has one. */
    public String constant(@Nullable Object value) {
        Optional<String> fingerprint = Fingerprints.ofValue(value, Masking.ofThisProcess()::shows);
        comparable &= fingerprint.isPresent();
        return fingerprint.orElse("of no fingerprint");
    }

    /**
     * The fingerprint of how a flow that is a task is wired: what each of its tasks is given and comes after, when it runs
     * and which of them say how it ended and what it yields. Not of their code.
     */
    public String wiring(FlowGraph block) {
        InputWords inside = new InputWords(block);
        List<String> parts = new ArrayList<>();
        for (ParameterSpec parameter : block.parameters()) {
            parts.add(parameter.name());
            parts.add(inside.constant(parameter.defaultValue()));
        }
        for (GraphNode node : block.nodes()) {
            inside.add(parts, node);
        }
        parts.add(block.referenceNodes().toString());
        Input result = block.result();
        parts.add(result == null ? "yields nothing" : "yields " + inside.of(result));
        comparable &= inside.comparable;
        return Fingerprints.combined(parts);
    }

    private void add(List<String> parts, GraphNode node) {
        parts.add(node.name() + " " + node.kind() + " " + node.function().text());
        node.inputs().forEach(input -> parts.add(of(input)));
        node.guards().forEach(guard -> parts.add(of(guard)));
        parts.add("after " + node.after());
        parts.add(node.settings().trigger().label());
        parts.add(String.valueOf(node.settings().policy().skipRule()));
        if (node.function().receiver() instanceof Record configured) { // a task object, told by what is in it
            parts.add(constant(configured));
        }
        FlowGraph block = node.block();
        if (block != null) {
            parts.add(wiring(block));
        }
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
}
