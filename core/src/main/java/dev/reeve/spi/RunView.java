package dev.reeve.spi;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.FlowGraph;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be seen of a run. A task run is named by its node's index and the child's index, -1 for the node itself. */
public interface RunView {
    /** One entry of a history. */
    record Entry(State state, Instant at) {}

    /** A result, if it is still there. {@code stored} is the key it is stored under, empty if it is not. */
    record Value(boolean present, @Nullable Object value, String stored) {
        /** Nothing was kept. */
        public static final Value ABSENT = new Value(false, null, "");
    }

    /** The run's identifier. */
    String id();

    /** The run's name for people. */
    String name();

    /** The flow. */
    FlowGraph graph();

    /** The parameters it runs with. */
    Map<String, @Nullable Object> parameters();

    /** The state of the flow run. */
    State state();

    /** The history of the flow run, oldest first. */
    List<Entry> history();

    /** The state of a task run. */
    State state(int node, int child);

    /** Its history, oldest first. */
    List<Entry> history(int node, int child);

    /** Its result. */
    Value result(int node, int child);

    /** The name that a task run was given for people; empty if it was given none, or has not begun. */
    default String runName(int node, int child) {
        return "";
    }

    /**
     * The worker of a cluster that ran the last attempt of a task run, with its process and host; empty if its function was
     * called in this process, or has not been called.
     */
    default String worker(int node, int child) {
        return "";
    }

    /** The threads of this process that work for it at this moment, without those of flow runs that its tasks are. */
    default Set<Thread> threads() {
        return Set.of();
    }

    /** What its tasks kept for people, in the order in which it was first kept. */
    default List<TaskArtifact> artifacts() {
        return List.of();
    }

    /** How many children a mapped node has; -1 while that is not known, and for other nodes. */
    int width(int node);

    /** The state in which each of the children stands, by name, counted; empty for other nodes. */
    Map<String, Integer> childStates(int node);

    /** The last flow run that a task run was, for a sub-flow and the like; empty for other tasks, and before it began. */
    Optional<RunView> flowRun(int node, int child);

    /** What the flow yields; absent if it yields nothing or did not get that far. */
    Value flowResult();
}
