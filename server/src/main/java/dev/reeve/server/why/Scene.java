package dev.reeve.server.why;

import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.InnerRun;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskSurvey;
import dev.reeve.server.ledger.TaskTurn;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.ledger.Waiting;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A run and what stands around it at a moment. Immutable.
 *
 * @param agents those that are connected
 * @param waiting what keeps the run from beginning, if it is queued
 * @param turns its tasks that wait for a place of a tag
 * @param again why the task that was asked for ran again in the epoch that is; null: it is the first, or it is not known
 * @param before what stands before names of its tasks where the run around it is told of them: {@code load/}; empty for one
 *     that is no task
 */
public record Scene(
        RunView run,
        FlowStructure structure,
        TaskSurvey tasks,
        List<AgentSession> agents,
        Waiting waiting,
        List<TaskTurn> turns,
        @Nullable String again,
        Instant now,
        Within within,
        String before) {
    /** Finds the newest run that a task run is, if it is one. */
    @FunctionalInterface
    public interface Within {
        /** None is found. */
        Within NOTHING = key -> Optional.empty();

        /** What lies in that run. */
        Optional<Scene> scene(TaskKey key);
    }

    /** One without runs that tasks are. */
    public Scene(
            RunView run,
            FlowStructure structure,
            TaskSurvey tasks,
            List<AgentSession> agents,
            Waiting waiting,
            List<TaskTurn> turns,
            @Nullable String again,
            Instant now) {
        this(run, structure, tasks, agents, waiting, turns, again, now, Within.NOTHING, "");
    }

    public Scene {
        agents = List.copyOf(agents);
        turns = List.copyOf(turns);
    }

    /** What a task run waits for that is about to begin; null: for no turn. */
    @Nullable
    TaskTurn turn(TaskKey key) {
        return turns.stream()
                .filter(turn -> turn.task().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** How a task run stands; what nothing happened to yet is Pending. */
    public State state(TaskKey key) {
        TaskView row = tasks.rows().get(key);
        return row == null ? State.Pending.NOW : row.state();
    }

    /** How people write it: {@code fetch}, {@code fetch[3]}. */
    public String label(TaskKey key) {
        String name = node(key).name();
        return key.child() ? name + "[" + key.index() + "]" : name;
    }

    /** How a person answers a task, by its path within this run. */
    String answering(String path) {
        InnerRun.Place place = run.inner();
        return "reeve answer " + (place == null ? run.id() : place.root()) + " " + before + path;
    }

    /** Paths of task runs that stand so: of a node that is a flow run which goes on, those inside it. */
    List<String> paths(Predicate<State> wanted) {
        List<String> paths = new ArrayList<>();
        for (int task = 0; task < structure.tasks().size(); task++) {
            TaskKey key = TaskKey.of(task);
            State state = state(key);
            List<String> inside = state.isRunning()
                    ? within.scene(key).map(scene -> scene.paths(wanted)).orElse(List.of())
                    : List.of();
            inside.forEach(path -> paths.add(label(key) + "/" + path));
            if (inside.isEmpty() && wanted.test(state)) {
                paths.add(label(key));
            }
        }
        return paths;
    }

    FlowStructure.Node node(TaskKey key) {
        return structure.tasks().get(key.task());
    }

    /** Nodes that stand so, by name, in the order of definition. */
    List<String> named(Predicate<State> wanted) {
        List<String> names = new ArrayList<>();
        for (int task = 0; task < structure.tasks().size(); task++) {
            if (wanted.test(state(TaskKey.of(task)))) {
                names.add(structure.tasks().get(task).name());
            }
        }
        return names;
    }

    /** How many children of a mapped node are in one of the states that count, by their names. */
    long children(int task, Predicate<String> wanted) {
        return tasks.children().getOrDefault(task, Map.of()).entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The first child of a mapped node that failed. */
    @Nullable
    TaskKey firstFailed(int task) {
        return tasks.rows().values().stream()
                .filter(row -> row.key().task() == task
                        && row.key().child()
                        && row.state().isFailed())
                .map(TaskView::key)
                .min(Comparator.comparingInt(TaskKey::index))
                .orElse(null);
    }
}
