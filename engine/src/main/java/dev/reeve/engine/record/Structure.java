package dev.reeve.engine.record;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The graph of a flow as it was when a run began, as data: what plans, comparisons and questions need, without the
 * flow's code. Immutable. Nodes are in the order of definition, and an event of the record names a node by its place.
 *
 * @param flow the flow's name
 * @param nodes its nodes
 */
public record Structure(String flow, List<Node> nodes) {
    /** How what is inside of a flow that is a task begins in words. */
    static final String WIRING = "a flow wired as ";

    /** Nothing is known. */
    static final Structure UNKNOWN = new Structure("", List.of());

    public Structure {
        nodes = List.copyOf(nodes);
    }

    /** The node of that name. */
    public Optional<Node> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /**
     * A node.
     *
     * @param function class and method; empty for a node without a function
     * @param code the fingerprint of its code; empty if it could not be taken
     * @param inputs what its function gets, each in words that are the same if the input is: parameters and tasks by
     *     name, constants by fingerprint; and how the flow is wired that it is
     * @param comparable whether those words say all; not if a constant has no fingerprint
     * @param upstreams the nodes it depends on
     * @param conditions what has to hold for it to run
     * @param trigger when it runs, given how its upstreams ended
     * @param settings what else decides how it ends: retries, timeout, skips
     * @param parameters names of the parameters that its inputs and conditions read
     * @param tags its tags
     * @param target the template of the place where its result is found again; empty: none
     * @param reference whether it decides the run's state
     * @param hasValue whether it yields a value
     * @param reads names of data outside of the flow that it reads; none in older records
     * @param produces names of data outside of the flow that it makes
     */
    public record Node(
            String name,
            Kind kind,
            String function,
            String code,
            List<String> inputs,
            boolean comparable,
            List<Upstream> upstreams,
            List<String> conditions,
            String trigger,
            String settings,
            List<String> parameters,
            List<String> tags,
            String target,
            boolean reference,
            boolean hasValue,
            List<String> reads,
            List<String> produces) {
        public Node {
            reads = List.copyOf(reads);
            produces = List.copyOf(produces);
            inputs = List.copyOf(inputs);
            upstreams = List.copyOf(upstreams);
            conditions = List.copyOf(conditions);
            parameters = List.copyOf(parameters);
            tags = List.copyOf(tags);
        }

        /** The words of its inputs that say how the flow is wired that it is; empty if it is none, or in older records. */
        public String wiring() {
            return inputs.stream()
                    .filter(words -> words.startsWith(WIRING))
                    .findFirst()
                    .orElse("");
        }

        Node withAssets(List<String> read, List<String> made) {
            return new Node(
                    name,
                    kind,
                    function,
                    code,
                    inputs,
                    comparable,
                    upstreams,
                    conditions,
                    trigger,
                    settings,
                    parameters,
                    tags,
                    target,
                    reference,
                    hasValue,
                    read,
                    made);
        }

        /** What its function gets, in words for people. */
        public List<String> given() {
            return inputs.stream().filter(words -> !words.startsWith(WIRING)).toList();
        }

        /** Whether it has children instead of running itself. */
        public boolean mapped() {
            return kind == Kind.MAP || kind == Kind.FAN_OUT;
        }
    }

    /** A dependency on another node. */
    public record Upstream(String name, EdgeKind kind) {}
}
