package dev.reeve.testing;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: what has to be the same wherever and however often a flow runs.
 *
 * @param tasks by their labels, children included
 */
record Snapshot(String flow, String state, Map<String, Outcome> tasks, List<TaskArtifact> artifacts) {
    /**
     * How a task run ended.
     *
     * @param present whether its result is there
     * @param needed whether its result has to be there
     */
    record Outcome(String state, boolean present, @Nullable Object result, boolean needed) {}

    static Snapshot of(TestRun run) {
        RunView view = run.flowRun().view();
        FlowGraph graph = run.tester().flow().graph();
        Map<String, Outcome> tasks = new LinkedHashMap<>();
        for (GraphNode node : graph.nodes()) {
            tasks.put(node.name(), outcome(view, graph, node, -1));
            for (int child = 0; child < view.width(node.index()); child++) {
                tasks.put(node.name() + "[" + child + "]", outcome(view, graph, node, child));
            }
        }
        return new Snapshot(graph.name(), view.state().name(), tasks, view.artifacts());
    }

    private static Outcome outcome(RunView view, FlowGraph graph, GraphNode node, int child) {
        RunView.Value value = view.result(node.index(), child);
        boolean stays = child < 0 && (node.settings().keep() || graph.terminal(node.index()));
        boolean needed = stays && node.hasValue() && stored(view, node.index());
        return new Outcome(words(view.state(node.index(), child)), value.present(), value.value(), needed);
    }

    /** Whether the result is in the store, that of each child if it has children: then a resumed run has it, too. */
    private static boolean stored(RunView view, int node) {
        if (view.width(node) < 0) {
            return !view.result(node, -1).stored().isEmpty();
        }
        for (int child = 0; child < view.width(node); child++) {
            RunView.Value value = view.result(node, child);
            if (value.present() && value.stored().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A result that was found again is as good as one that was made. */
    private static String words(State state) {
        return state instanceof State.Cached ? State.Success.PLAIN.name() : state.name();
    }

    /** In which ways the other one is not as this one; empty if in none. Results of {@code varying} tasks may differ. */
    List<String> differences(Snapshot other, Set<String> varying) {
        List<String> found = new ArrayList<>();
        if (!state.equals(other.state)) {
            found.add("the run is " + other.state + ", not " + state);
        }
        tasks.forEach((label, outcome) -> {
            Outcome there = other.tasks.get(label);
            if (there == null) {
                found.add("task \"" + label + "\" is not there");
            } else {
                compare(label, outcome, there, varying, found);
            }
        });
        for (String label : other.tasks.keySet()) {
            if (!tasks.containsKey(label)) {
                found.add("task \"" + label + "\" is there and was not before");
            }
        }
        artifacts(other, varying, found);
        return found;
    }

    private static void compare(String label, Outcome here, Outcome there, Set<String> varying, List<String> found) {
        if (!here.state.equals(there.state)) {
            found.add("task \"" + label + "\" is " + there.state + ", not " + here.state);
        } else if (here.present && !there.present && here.needed) {
            found.add("the result of task \"" + label + "\" is gone");
        } else if (here.present
                && there.present
                && !varying.contains(Label.of(label).task())
                && !Same.values(here.result, there.result)) {
            found.add("the result of task \"" + label + "\" is " + Call.words(there.result) + ", not "
                    + Call.words(here.result));
        }
    }

    private void artifacts(Snapshot other, Set<String> varying, List<String> found) {
        Map<String, Artifact> here = kept();
        Map<String, Artifact> there = other.kept();
        here.forEach((label, artifact) -> {
            Artifact same = there.get(label);
            if (same == null) {
                found.add("artifact " + label + " is not there");
            } else if (!varies(label, varying) && !Same.values(artifact, same)) {
                found.add("artifact " + label + " is " + Call.words(same) + ", not " + Call.words(artifact));
            }
        });
        for (String label : there.keySet()) {
            if (!here.containsKey(label)) {
                found.add("artifact " + label + " is there and was not before");
            }
        }
    }

    private static boolean varies(String label, Set<String> varying) {
        return varying.contains(
                Label.of(label.substring(0, label.indexOf(" \""))).task());
    }

    /** In an order that does not depend on who was faster. */
    private Map<String, Artifact> kept() {
        Map<String, Artifact> kept = new TreeMap<>();
        for (TaskArtifact one : artifacts) {
            kept.put(one.taskLabel() + " \"" + one.artifact().name() + "\"", one.artifact());
        }
        return kept;
    }
}
