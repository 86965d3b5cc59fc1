package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The tasks of a run that wait for a person. */
final class PausedTasks {
    private PausedTasks() {}

    /** The paused tasks of a run and of the runs that its tasks are, by name, for people. */
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
        for (Attempt attempt : run.descents.resting()) {
            attempt.descent().paused().forEach(name -> names.add(attempt.label() + "/" + name));
        }
        return Collections.unmodifiableList(names);
    }

    /** The same of a run as it is seen. Not while a role is held. */
    static List<String> names(RunView run) {
        List<String> names = new ArrayList<>();
        for (GraphNode node : run.graph().nodes()) {
            int v = node.index();
            for (int child = -1; child < Math.max(0, run.width(v)); child++) {
                String label = node.name() + (child < 0 ? "" : "[" + child + "]");
                State state = run.state(v, child);
                if (state instanceof State.Paused) {
                    names.add(label);
                } else if (state.isRunning() && node.kind().launches()) {
                    run.flowRun(v, child)
                            .map(PausedTasks::names)
                            .ifPresent(inside -> inside.forEach(name -> names.add(label + "/" + name)));
                }
            }
        }
        return Collections.unmodifiableList(names);
    }

    /** Lets a node and its children go on where they are paused, or only that child; whether one was. */
    static boolean answer(Run run, int v, int child, Answer answer) {
        Children kids = run.children[v];
        boolean moved = child < 0 && answerOne(run, v, -1, answer);
        for (int i = 0; kids != null && i < kids.width; i++) {
            moved |= (child < 0 || child == i) && answerOne(run, v, i, answer);
        }
        return moved;
    }

    private static boolean answerOne(Run run, int v, int child, Answer answer) {
        if (!(run.state(v, child) instanceof State.Paused)) {
            return false;
        }
        run.dialogue.answered(v, child, answer);
        return run.move(v, child, new TaskEvent.Resumed(answer.by()));
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
