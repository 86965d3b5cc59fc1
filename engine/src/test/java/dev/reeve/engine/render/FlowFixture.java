package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.state.Backoff;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TriggerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds graphs by hand, so that drawings are tested without the part that users write flows with. */
public final class FlowFixture {
    private final String name;
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    private String description = "";
    private List<String> scopes = List.of();
    private List<Guard> guards = List.of();
    private TriggerRule trigger = new TriggerRule.AllSuccessful();

    public FlowFixture(String name) {
        this.name = name;
    }

    public FlowFixture description(String text) {
        description = text;
        return this;
    }

    /** The blocks that nodes are in from now on. */
    public FlowFixture in(String... blocks) {
        scopes = List.of(blocks);
        return this;
    }

    /** The conditions of nodes from now on. */
    public FlowFixture guarded(Guard... conditions) {
        guards = List.of(conditions);
        return this;
    }

    /** The trigger of nodes from now on. */
    public FlowFixture trigger(TriggerRule rule) {
        trigger = rule;
        return this;
    }

    public Input parameter(String parameterName) {
        parameters.add(new ParameterSpec(parameterName, String.class, "x", ""));
        return new Input.FromParameter(parameters.size() - 1);
    }

    public Input task(String baseName, Input... inputs) {
        return node(Kind.TASK, baseName, List.of(), inputs);
    }

    public Input map(String baseName, Input... inputs) {
        return node(Kind.MAP, baseName, List.of(), inputs);
    }

    public Input merge(String baseName, Input... inputs) {
        return node(Kind.MERGE, baseName, List.of(), inputs);
    }

    public Input after(String baseName, Input... before) {
        return node(
                Kind.TASK,
                baseName,
                IntStream.range(0, before.length)
                        .mapToObj(i -> index(before[i]))
                        .toList());
    }

    public static Input each(Input list) {
        return new Input.Each(list, List.of());
    }

    public static int index(Input node) {
        return ((Input.FromNode) node).node();
    }

    public Input node(Kind kind, String baseName, List<Integer> after, Input... inputs) {
        int index = nodes.size();
        long same = nodes.stream().filter(n -> n.baseName().equals(baseName)).count();
        nodes.add(new GraphNode(
                index,
                same == 0 ? baseName : baseName + "_" + (same + 1),
                baseName,
                kind,
                List.of(inputs),
                after,
                guards,
                scopes,
                settings(),
                FunctionInfo.NONE,
                null,
                true,
                null));
        return new Input.FromNode(index);
    }

    private NodeSettings settings() {
        return new NodeSettings(
                TaskPolicy.DEFAULT,
                Backoff.none(),
                null,
                null,
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

    public FlowGraph graph() {
        return switch (FlowGraph.of(name, description, parameters, nodes, List.of(), null)) {
            case FlowGraph.Outcome.Sound sound -> sound.graph();
            case FlowGraph.Outcome.Cyclic cyclic -> throw new IllegalStateException("a cycle: " + cyclic.cycle());
        };
    }
}
