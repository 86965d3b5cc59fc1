package dev.reeve.graph;

import dev.reeve.state.Backoff;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TriggerRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes flow graphs by hand, for tests of whatever takes one. Nodes are known by the index that adding them returns.
 * Not thread-safe.
 *
 * <pre>{@code
 * Graphs flow = Graphs.named("etl");
 * int extract = flow.task("extract");
 * int load = flow.task("load", extract);
 * FlowGraph graph = flow.after(load, flow.task("lock")).build();
 * }</pre>
 */
public final class Graphs {
    /** No retries, no limits, runs if all upstreams succeeded. */
    public static final NodeSettings PLAIN =
            settings(TaskPolicy.DEFAULT, Backoff.none(), new TriggerRule.AllSuccessful(), null);

    private final String name;
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<Integer> references = new ArrayList<>();
    private @Nullable Input result;

    private Graphs(String name) {
        this.name = name;
    }

    /** A flow without nodes. */
    public static Graphs named(String flow) {
        return new Graphs(flow);
    }

    /** Settings in which only what a run's course depends on is chosen; no timeout if that is null. */
    public static NodeSettings settings(
            TaskPolicy policy, Backoff backoff, TriggerRule trigger, @Nullable Duration timeout) {
        return new NodeSettings(
                policy,
                backoff,
                null,
                timeout,
                trigger,
                List.of(),
                "",
                false,
                null,
                "",
                List.of(),
                Map.of(),
                false,
                null,
                null,
                "",
                List.of(),
                List.of(),
                NodeSettings.Handlers.NONE,
                NodeSettings.Manner.PLAIN);
    }

    /** The results of those nodes as inputs. */
    public static Input[] results(int... nodes) {
        return Arrays.stream(nodes).mapToObj(Input.FromNode::new).toArray(Input[]::new);
    }

    /** Each element of that node's result as an input. */
    public static Input each(int node) {
        return new Input.Each(new Input.FromNode(node), List.of());
    }

    /** A condition: the node's result is {@code expected}. */
    public static Guard guard(int node, boolean expected) {
        return new Guard(new Input.FromNode(node), expected, "node " + node + " is " + expected);
    }

    /** Adds a parameter of type String; null is no default. Returns its index. */
    public int parameter(String parameter, @Nullable String defaultValue) {
        parameters.add(new ParameterSpec(parameter, String.class, defaultValue, ""));
        return parameters.size() - 1;
    }

    /** Adds a task that reads the results of those nodes and yields its own name. */
    public int task(String task, int... reads) {
        return task(task, inputs -> task, results(reads));
    }

    /** Adds a task. */
    public int task(String task, Body body, Input... inputs) {
        return add(task, Kind.TASK, body, inputs);
    }

    /** Adds a mapped task. */
    public int map(String task, Body body, Input... inputs) {
        return add(task, Kind.MAP, body, inputs);
    }

    /** Adds a node of any kind. */
    public int add(String node, Kind kind, @Nullable Body body, Input... inputs) {
        int index = nodes.size();
        nodes.add(new GraphNode(
                index,
                node,
                node,
                kind,
                List.of(inputs),
                List.of(),
                List.of(),
                List.of(),
                PLAIN,
                FunctionInfo.NONE,
                body,
                true,
                null));
        return index;
    }

    /** Makes a node come after others, which may be added later. */
    public Graphs after(int node, Integer... others) {
        return change(node, n -> changed(n, n.inputs(), List.of(others), n.guards(), n.settings()));
    }

    /** Puts conditions on a node. */
    public Graphs guards(int node, Guard... guards) {
        return change(node, n -> changed(n, n.inputs(), n.after(), List.of(guards), n.settings()));
    }

    /** Replaces a node's settings. */
    public Graphs settings(int node, NodeSettings settings) {
        return change(node, n -> changed(n, n.inputs(), n.after(), n.guards(), settings));
    }

    /** Replaces a node's inputs, which may come from nodes added later. */
    public Graphs inputs(int node, Input... inputs) {
        return change(node, n -> changed(n, List.of(inputs), n.after(), n.guards(), n.settings()));
    }

    /** Replaces a node by another of the same index. */
    public Graphs change(int node, UnaryOperator<GraphNode> change) {
        nodes.set(node, change.apply(nodes.get(node)));
        return this;
    }

    /** Names the nodes that decide the run's state, in place of the terminal ones. */
    public Graphs references(Integer... chosen) {
        references.addAll(List.of(chosen));
        return this;
    }

    /** Names what the flow yields. */
    public Graphs result(Input input) {
        result = input;
        return this;
    }

    /** The graph, or the cycle that keeps it from being one. */
    public FlowGraph.Outcome outcome() {
        return FlowGraph.of(name, "", parameters, nodes, references, result);
    }

    /**
     * The graph.
     *
     * @throws IllegalStateException if nodes wait for each other
     */
    public FlowGraph build() {
        return switch (outcome()) {
            case FlowGraph.Outcome.Sound sound -> sound.graph();
            case FlowGraph.Outcome.Cyclic cyclic ->
                throw new IllegalStateException("these nodes wait for each other: " + cyclic.cycle());
        };
    }

    private static GraphNode changed(
            GraphNode node, List<Input> inputs, List<Integer> after, List<Guard> guards, NodeSettings settings) {
        return new GraphNode(
                node.index(),
                node.name(),
                node.baseName(),
                node.kind(),
                inputs,
                after,
                guards,
                node.scopes(),
                settings,
                node.function(),
                node.body(),
                node.hasValue(),
                node.block());
    }
}
