package dev.reeve.engine.shelf;

import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.fingerprint.InputWords;
import dev.reeve.engine.fingerprint.TaskCodes;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each node of a run is made from, as a hash: its inputs by value where they are constants or parameters, by the
 * hash of their task where they are results. Worked out for the whole graph when first asked. Thread-safe.
 */
final class NodeFingerprints {
    private static final Logger LOG = LoggerFactory.getLogger(NodeFingerprints.class);

    private final FlowGraph graph;
    private final List<@Nullable Object> parameters;
    private final Map<Integer, Optional<String>> wirings = new HashMap<>();
    private @Nullable String @Nullable [] inputs;
    private @Nullable String @Nullable [] results;
    /** Whether a value that was looked at has a secret in it. */
    private boolean secretIn;

    NodeFingerprints(FlowGraph graph, List<@Nullable Object> parameters) {
        this.graph = graph;
        this.parameters = parameters;
    }

    /** Of what a node's inputs are; null if one of them has none, so that nothing can be said to equal it. */
    synchronized @Nullable String inputs(int node) {
        @Nullable String[] known = inputs;
        if (known == null) {
            known = compute();
        }
        return known[node];
    }

    /** Of what one input of a node is; null if it has none. */
    synchronized @Nullable String input(GraphNode node, int input) {
        inputs(node.index()); // works out what results are made from
        List<String> parts = new ArrayList<>();
        return add(parts, node.inputs().get(input)) ? Fingerprints.combined(parts) : null;
    }

    /**
     * Of how the flow is wired that a node is, and of the constants in it, which are no code; null if one of those has none.
     */
    synchronized @Nullable String wiring(GraphNode node, FlowGraph block) {
        return wirings.computeIfAbsent(node.index(), index -> {
                    InputWords words = new InputWords(graph);
                    String wiring = words.wiring(block);
                    return words.comparable() ? Optional.of(wiring) : Optional.empty();
                })
                .orElse(null);
    }

    /** The names of the flow's parameters, in order. */
    List<String> parameterNames() {
        return graph.parameters().stream().map(ParameterSpec::name).toList();
    }

    /** Of the value of a parameter; null if it has none. */
    @Nullable
    String parameter(String name) {
        return Fingerprints.ofValue(parameters.get(parameterNames().indexOf(name)), Masking.ofThisProcess()::shows)
                .orElse(null);
    }

    /** Of the code of a node: its declared version, else all that its functions may come to. */
    String code(GraphNode node) {
        return TaskCodes.of(graph, node).fingerprint();
    }

    private @Nullable String[] compute() {
        int size = graph.size();
        @Nullable String[] ofInputs = new @Nullable String[size];
        @Nullable String[] ofResults = new @Nullable String[size];
        results = ofResults;
        for (int place = 0; place < size; place++) {
            int v = graph.topologicalOrder(place);
            GraphNode node = graph.node(v);
            String made = ofInputs(node);
            ofInputs[v] = made;
            ofResults[v] = made == null
                    ? null
                    : Fingerprints.combined(
                            List.of(node.kind().name(), node.function().text(), code(node), made));
        }
        inputs = ofInputs;
        return ofInputs;
    }

    private @Nullable String ofInputs(GraphNode node) {
        List<String> parts = new ArrayList<>();
        secretIn = false;
        for (Input input : node.inputs()) {
            if (!add(parts, input)) {
                if (secretIn) {
                    LOG.warn(
                            "a secret stands in what task \"{}\" of flow \"{}\" is given as a constant or parameter."
                                    + " No cache, target or resume finds results again that are made from it. Give the"
                                    + " task the secret itself: secret(\"name\").",
                            node.name(),
                            graph.name());
                }
                return null;
            }
        }
        FlowGraph block = node.block();
        return block == null || addText(parts, wiring(node, block)) ? Fingerprints.combined(parts) : null;
    }

    /** Adds an input; false if it has no fingerprint. */
    private boolean add(List<String> parts, Input input) {
        parts.add(input.getClass().getSimpleName());
        return switch (input) {
            case Input.Constant i -> addValue(parts, i.value());
            case Input.FromParameter i -> addValue(parts, parameters.get(i.parameter()));
            case Input.FromNode i -> addText(parts, results == null ? null : results[i.node()]);
            case Input.Part i -> addText(parts, i.text()) && add(parts, i.source());
            case Input.All i -> addAll(parts, i.parts());
            case Input.Flat i -> add(parts, i.lists());
            case Input.Equal i -> add(parts, i.source()) && addValue(parts, i.constant());
            case Input.Each i -> add(parts, i.list());
            case Input.Element i -> add(parts, i.list());
            case Input.When i -> addGuard(parts, i.guard()) && add(parts, i.source());
            case Input.Context i -> true;
            case Input.FromSecret i -> addText(parts, i.name()); // never what it is
        };
    }

    private boolean addAll(List<String> parts, List<Input> inputs) {
        parts.add(String.valueOf(inputs.size()));
        for (Input input : inputs) {
            if (!add(parts, input)) {
                return false;
            }
        }
        return true;
    }

    private boolean addGuard(List<String> parts, Guard guard) {
        return addText(parts, String.valueOf(guard.expected())) && add(parts, guard.condition());
    }

    private boolean addValue(List<String> parts, @Nullable Object value) {
        Optional<String> told = Fingerprints.ofValue(value, Masking.ofThisProcess()::shows);
        secretIn |= told.isEmpty() && Fingerprints.ofValue(value).isPresent();
        return addText(parts, told.orElse(null));
    }

    private static boolean addText(List<String> parts, @Nullable String text) {
        if (text == null) {
            return false;
        }
        parts.add(text);
        return true;
    }
}
