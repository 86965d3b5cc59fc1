package dev.reeve.engine.run;

import dev.reeve.Flow;
import dev.reeve.Signal;
import dev.reeve.SubflowException;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow that runs as a task of another one.
 *
 * @param parameters what the task gives it; the others have their defaults
 * @param part whether it is a part of the flow that it runs in, and no flow of its own
 */
public record Launch(FlowGraph graph, Map<String, @Nullable Object> parameters, boolean part) {

    /** The flow that a sub-flow's task names, with what the task is given. */
    static Launch named(GraphNode node, @Nullable Object[] inputs) {
        FlowGraph flow = node.block();
        if (flow == null) {
            throw new IllegalStateException("task \"" + node.name() + "\" is a sub-flow without a flow");
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        List<String> names = node.function().inputNames();
        for (int i = 0; i < inputs.length; i++) {
            parameters.put(names.get(i), inputs[i]);
        }
        return new Launch(flow, parameters, false);
    }

    /** The graph that a task runs which is a flow; null if it is none, or not known before it runs. */
    static @Nullable FlowGraph known(GraphNode node) {
        return switch (node.kind()) {
            case SUBFLOW, FAN_OUT -> node.block();
            case TASK, MAP, MERGE, LOOP, DYNAMIC, OPEN, CLOSE, APPROVAL -> null;
        };
    }

    /** The block that a fan-out runs for one element. */
    static Launch block(GraphNode node, @Nullable Object[] inputs) {
        FlowGraph block = node.block();
        if (block == null) {
            throw new IllegalStateException("task \"" + node.name() + "\" is a fan-out without a block");
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            parameters.put(block.parameters().get(i).name(), inputs[i]);
        }
        return new Launch(block, parameters, true);
    }

    /** The flow that a dynamic task's function returned; whoever changed the function may have made the launch of it. */
    static Launch returned(GraphNode node, @Nullable Object flow) {
        if (flow instanceof Launch launch) {
            return launch;
        }
        if (!(flow instanceof Flow made)) {
            throw new NullPointerException(node.function().text()
                    + " returned null in place of the flow to run next. Return a flow, or throw Signal.skip(..).");
        }
        return new Launch(made.graph(), Map.of(), false);
    }

    /**
     * The value of a run of it that ended.
     *
     * @throws SubflowException if it did not end well
     */
    static @Nullable Object value(RunView run) {
        State state = run.state();
        if (state.isSuccessful()) {
            RunView.Value result = run.flowResult();
            if (run.graph().result() != null && !result.present()) {
                throw Signal.skip("what its flow yields was skipped");
            }
            return result.value();
        }
        Failure first = firstFailure(run);
        throw new SubflowException(
                run.graph().name(),
                run.id(),
                "flow \"" + run.graph().name() + "\", run " + run.id() + ", ended " + state.name()
                        + (state.message().isEmpty() ? "" : ": " + state.message())
                        + (first == null || first.message().isEmpty() ? "" : "; first " + first.oneLine()),
                first == null ? null : first.cause());
    }

    /** Why the first task that failed by itself did, in the order of definition; null if none did. */
    private static @Nullable Failure firstFailure(RunView run) {
        for (GraphNode node : run.graph().nodes()) {
            for (int child = -1; child < Math.max(0, run.width(node.index())); child++) {
                if (run.state(node.index(), child) instanceof State.Failed failed && (child >= 0 || !node.mapped())) {
                    String place = "task \"" + node.name() + (child < 0 ? "" : "[" + child + "]") + "\": ";
                    return new Failure(
                            "",
                            place + failed.failure().oneLine(),
                            failed.failure().cause());
                }
            }
        }
        return null;
    }
}
