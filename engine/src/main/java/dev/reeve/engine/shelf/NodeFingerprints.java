package dev.reeve.engine.shelf;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each node of a run is made from, as a hash: its inputs by value where they are constants or parameters, by the
 * hash of their task where they are results. Worked out for the whole graph when first asked. Thread-safe.
 */
final class NodeFingerprints {
    private final FlowGraph graph;
    private final List<@Nullable Object> parameters;
    private final Function<Class<?>, String> codeOf;
    private final Function<@Nullable Object, @Nullable String> valueOf;
    private @Nullable String @Nullable [] inputs;
    private @Nullable String @Nullable [] results;

    /**
     * {@code codeOf} gives the hash of the bundle of a class; {@code valueOf} that of a value, null if it has none.
     */
    NodeFingerprints(
            FlowGraph graph,
            List<@Nullable Object> parameters,
            Function<Class<?>, String> codeOf,
            Function<@Nullable Object, @Nullable String> valueOf) {
        this.graph = graph;
        this.parameters = parameters;
        this.codeOf = codeOf;
        this.valueOf = valueOf;
    }

    /** Of what a node's inputs are; null if one of them has none, so that nothing can be said to equal it. */
    synchronized @Nullable String inputs(int node) {
        @Nullable String[] known = inputs;
        if (known == null) {
            known = compute();
        }
        return known[node];
    }

    /** Of the code of a node: its declared version, else the bundle its function is in. */
    String code(GraphNode node) {
        String version = node.settings().version();
        Class<?> owner = node.function().owner();
        if (!version.isEmpty()) {
            return "version " + version;
        }
        return owner == null ? "" : codeOf.apply(owner);
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
                    : new Digest()
                            .add(node.kind().name())
                            .add(node.function().text())
                            .add(code(node))
                            .add(made)
                            .hex();
        }
        inputs = ofInputs;
        return ofInputs;
    }

    private @Nullable String ofInputs(GraphNode node) {
        Digest digest = new Digest();
        for (Input input : node.inputs()) {
            if (!add(digest, input)) {
                return null;
            }
        }
        return digest.hex();
    }

    /** Adds an input; false if it has no fingerprint. */
    private boolean add(Digest digest, Input input) {
        digest.add(input.getClass().getSimpleName());
        return switch (input) {
            case Input.Constant i -> addValue(digest, i.value());
            case Input.FromParameter i -> addValue(digest, parameters.get(i.parameter()));
            case Input.FromNode i -> addText(digest, results == null ? null : results[i.node()]);
            case Input.Part i -> add(digest.add(i.text()), i.source());
            case Input.All i -> addAll(digest.add(i.parts().size()), i.parts());
            case Input.Flat i -> add(digest, i.lists());
            case Input.Equal i -> add(digest, i.source()) && addValue(digest, i.constant());
            case Input.Each i -> add(digest.add(i.path().size()), i.list());
            case Input.Element i -> add(digest, i.list());
            case Input.When i -> addGuard(digest, i.guard()) && add(digest, i.source());
            case Input.Context i -> true;
            case Input.FromSecret i -> addText(digest, i.name()); // never what it is
        };
    }

    private boolean addAll(Digest digest, List<Input> parts) {
        for (Input part : parts) {
            if (!add(digest, part)) {
                return false;
            }
        }
        return true;
    }

    private boolean addGuard(Digest digest, Guard guard) {
        return add(digest.add(String.valueOf(guard.expected())), guard.condition());
    }

    private boolean addValue(Digest digest, @Nullable Object value) {
        return addText(digest, valueOf.apply(value));
    }

    private static boolean addText(Digest digest, @Nullable String text) {
        if (text == null) {
            return false;
        }
        digest.add(text);
        return true;
    }
}
