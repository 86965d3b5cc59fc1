package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The tasks of a run that wait for a person. */
final class PausedTasks {
    private PausedTasks() {}

    /** The paused tasks, by name, for people. */
    static List<String> names(Run run) {
        List<String> names = new ArrayList<>();
        for (GraphNode node : run.graph.nodes()) {
            Children kids = run.children[node.index()];
            boolean paused = run.states[node.index()] instanceof State.Paused
                    || kids != null && Arrays.stream(kids.states).anyMatch(State.Paused.class::isInstance);
            if (paused) {
                names.add(node.name());
            }
        }
        return Collections.unmodifiableList(names);
    }

    /** Lets a node and its children go on where they are paused; whether one was. */
    static boolean resume(Run run, int v, String by) {
        Children kids = run.children[v];
        boolean moved = false;
        for (int i = 0; kids != null && i < kids.width; i++) {
            moved |= run.state(v, i) instanceof State.Paused && run.move(v, i, new TaskEvent.Resumed(by));
        }
        return run.state(v, -1) instanceof State.Paused && run.move(v, -1, new TaskEvent.Resumed(by)) || moved;
    }

    /** Why a task that is not paused cannot be resumed. */
    static String refusal(Run run, int v) {
        List<String> paused = names(run);
        return "task \"" + run.graph.node(v).name() + "\" of flow \"" + run.graph.name() + "\" is "
                + run.states[v].name() + " and does not wait for a person, so it cannot be resumed. "
                + (paused.isEmpty()
                        ? "No task of this run waits for one."
                        : "What waits: " + String.join(", ", paused) + ".")
                + (run.states[v] instanceof State.Pending
                        ? " To let it run without asking once its turn comes, start the run with"
                                + " RunOptions.resume(..)."
                        : "");
    }
}
