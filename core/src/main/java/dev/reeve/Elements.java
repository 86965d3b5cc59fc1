package dev.reeve;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which elements of which fan-out a task's inputs may tell apart. */
final class Elements {
    private final Definition definition;
    private final NodeSpec fanOut;

    private Elements(Definition definition, NodeSpec fanOut) {
        this.definition = definition;
        this.fanOut = fanOut;
    }

    /**
     * The fan-out, of those whose blocks the task is in, for all elements of which these variables are the same; null if
     * there is none, as far as can be told before it runs.
     */
    static @Nullable NodeSpec notTold(Definition definition, GraphNode node, Set<String> variables) {
        for (Scope scope : definition.nodes().get(node.index()).scopes()) {
            NodeSpec fanOut = definition.fanOut(scope);
            if (fanOut != null && !new Elements(definition, fanOut).told(node, variables)) {
                return fanOut;
            }
        }
        return null;
    }

    private boolean told(GraphNode node, Set<String> variables) {
        for (String variable : variables) {
            int input = node.function().inputNames().indexOf(variable);
            boolean differs = input >= 0
                    ? differs(node.inputs().get(input))
                    : variable.equals("flow_run_id") || variable.equals("flow_run_name"); // each has a run of its own
            if (differs) {
                return true;
            }
        }
        return false;
    }

    /** Whether that may be another one for each element. */
    private boolean differs(Input input) {
        return switch (input) {
            case Input.Element i -> i.fanOut() == fanOut.index() || differs(i.list());
            case Input.FromNode i -> inside(i.node());
            case Input.Part i -> differs(i.source());
            case Input.Flat i -> differs(i.lists());
            case Input.Equal i -> differs(i.source());
            case Input.Each i -> differs(i.list());
            case Input.When i -> differs(i.source()) || differs(i.guard().condition());
            case Input.All i -> i.parts().stream().anyMatch(this::differs);
            case Input.Constant i -> false;
            case Input.FromParameter i -> false;
            case Input.Context i -> false;
            case Input.FromSecret i -> false;
        };
    }

    /** Whether that task is in the block, and may so make of each element something else. */
    private boolean inside(int node) {
        for (Scope scope : definition.nodes().get(node).scopes()) {
            NodeSpec around = definition.fanOut(scope);
            if (around != null && around.index() == fanOut.index()) {
                return true;
            }
        }
        return false;
    }
}
