package dev.reeve.engine.fingerprint;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.FunctionCode;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.graph.StoredForm;
import dev.reeve.state.TriggerRule;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All functions of the user's that a task has: its own, those that take parts of its inputs, its trigger. For one use. */
final class TaskFunctions {
    private final FlowGraph graph;
    private final GraphNode node;
    private final List<FunctionCode> functions = new ArrayList<>();
    private final List<@Nullable Object> constants = new ArrayList<>();
    private final List<ParameterSpec> parameters = new ArrayList<>();

    TaskFunctions(FlowGraph graph, GraphNode node) {
        this.graph = graph;
        this.node = node;
    }

    TaskCode code() {
        String version = node.settings().version();
        if (!version.isEmpty()) {
            return new TaskCode("version " + version, "");
        }
        add(node.body());
        node.inputs().forEach(this::add);
        node.guards().forEach(this::add);
        FunctionSum sum = new FunctionSum(functions);
        addBlock(sum);
        functions.forEach(sum::function);
        if (node.body() != null && !(node.body() instanceof FunctionCode.Told)) {
            sum.whole(node.function().owner(), "is no function that can be looked into");
        }
        constants.forEach(sum::constant);
        for (ParameterSpec parameter : parameters) {
            sum.constant(parameter.defaultValue());
            sum.parameter(parameter.name(), parameter.type());
        }
        addType(sum, node.function().resultType());
        addType(sum, node.function().turnType());
        if (node.settings().trigger() instanceof TriggerRule.Own own) {
            sum.whole(own.passes().getClass(), "has a trigger of its own");
        }
        StoredForm serializer = node.settings().serializer();
        if (serializer != null) {
            sum.object(serializer);
        }
        return sum.code();
    }

    private static void addType(FunctionSum sum, @Nullable Type type) {
        if (type != null) {
            sum.type(type);
        }
    }

    /** The code of a flow that is a task is that of all its tasks. */
    private void addBlock(FunctionSum sum) {
        FlowGraph block = node.block();
        if (block != null) {
            for (GraphNode inside : block.nodes()) {
                sum.text(inside.name());
                sum.text(inside.function().text());
                sum.task(TaskCodes.of(block, inside));
            }
        }
    }

    private void add(@Nullable Object function) {
        if (function instanceof FunctionCode.Told told) {
            functions.add(told.code());
        }
    }

    private void add(Guard guard) {
        add(guard.condition());
    }

    private void add(Input input) {
        switch (input) {
            case Input.Constant i -> constants.add(i.value());
            case Input.FromParameter i -> parameters.add(graph.parameters().get(i.parameter()));
            case Input.Part i -> {
                add(i.component());
                add(i.source());
            }
            case Input.All i -> i.parts().forEach(this::add);
            case Input.Flat i -> add(i.lists());
            case Input.Equal i -> {
                constants.add(i.constant());
                add(i.source());
            }
            case Input.When i -> {
                add(i.guard());
                add(i.source());
            }
            case Input.Each i -> {
                i.path().forEach(this::add);
                add(i.list());
            }
            case Input.Element i -> add(i.list());
            case Input.FromNode i -> {}
            case Input.Context i -> {}
            case Input.FromSecret i -> {}
        }
    }
}
