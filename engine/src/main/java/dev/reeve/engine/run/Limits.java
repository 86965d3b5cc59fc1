package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.state.TaskEvent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The units of named resources that a run has, and the task runs that wait for some. A resource that the run was given
 * no number for is not limited. Touched by the role's holder only.
 */
final class Limits {
    private record Waiting(int node, int child) {}

    private final Map<String, Integer> free;
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    Limits(Map<String, Integer> limits) {
        this.free = new HashMap<>(limits);
    }

    /**
     * Refuses a graph with a task that would wait for ever.
     *
     * @throws IllegalArgumentException naming the task, what it requires and what there is
     */
    static void check(FlowGraph graph, Map<String, Integer> limits) {
        for (GraphNode node : graph.nodes()) {
            for (Map.Entry<String, Integer> required :
                    node.settings().requires().entrySet()) {
                String resource = required.getKey();
                int units = required.getValue();
                Integer limit = limits.get(resource);
                if (limit != null && units > limit) {
                    throw new IllegalArgumentException("task \"" + node.name() + "\" of flow \"" + graph.name()
                            + "\" requires " + units + " of \"" + resource + "\", but the run has " + limit
                            + ": it would wait for ever. Nothing was run.");
                }
            }
        }
    }

    /** Takes what a task run requires; if something is missing, it waits and this gives false. */
    boolean take(Run run, GraphNode node, int child) {
        Map<String, Integer> requires = node.settings().requires();
        if (requires.isEmpty()) {
            return true;
        }
        String missing = missing(requires);
        if (missing == null) {
            requires.forEach((resource, units) -> free.computeIfPresent(resource, (name, left) -> left - units));
            return true;
        }
        run.step(node.index(), child, new TaskEvent.Throttled(missing));
        waiting.add(new Waiting(node.index(), child));
        return false;
    }

    private @Nullable String missing(Map<String, Integer> requires) {
        for (Map.Entry<String, Integer> required : requires.entrySet()) {
            Integer left = free.get(required.getKey());
            if (left != null && left < required.getValue()) {
                return "waits for " + required.getValue() + " of " + required.getKey() + ", " + left + " free";
            }
        }
        return null;
    }

    /** Gives back what an attempt had; all that waits is asked again, the most urgent first. */
    void giveBack(Run run, GraphNode node) {
        Map<String, Integer> requires = node.settings().requires();
        if (requires.isEmpty()) {
            return;
        }
        requires.forEach((resource, units) -> free.computeIfPresent(resource, (name, left) -> left + units));
        for (int left = waiting.size(); left > 0; left--) {
            Waiting next = waiting.remove();
            run.move(next.node(), next.child(), new TaskEvent.Throttled(""));
        }
    }
}
