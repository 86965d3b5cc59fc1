package dev.reeve.simulation;

import dev.reeve.graph.FlowGraph;
import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.Role;
import dev.reeve.simulation.flow.Roles;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process saw of one flow run: that of the program, or one that a task is. Calls of functions and changes of
 * states, in their order.
 */
final class Seen {
    final SimRun run;
    final String runId;
    final DrawnFlow drawn;
    final FlowGraph graph;
    /** The same flow run in the process before that went on with it; null for none. */
    final @Nullable Seen earlier;
    /** Whether a task that is this run, or around it, may be stopped because its time is up. */
    final boolean limited;

    final List<Call> calls = new ArrayList<>();
    final List<StateChange> changes = new ArrayList<>();
    private final Map<String, State> states = new HashMap<>();
    private final Roles roles;
    private final Map<String, DrawnNode> nodes = new HashMap<>();

    Seen(SimRun run, String runId, DrawnFlow drawn, FlowGraph graph, @Nullable Seen earlier, boolean limited) {
        this.run = run;
        this.runId = runId;
        this.drawn = drawn;
        this.graph = graph;
        this.earlier = earlier;
        this.limited = limited;
        this.roles = new Roles(drawn);
        drawn.nodes().forEach(node -> nodes.put(name(node), node));
    }

    /** A state changed. */
    void changed(StateChange change) {
        changes.add(change);
        states.put(change.taskLabel(), change.to());
    }

    /** How task runs stand that changed, by their labels; the flow run has the empty one. */
    Map<String, State> states() {
        return states;
    }

    /** The name of a node in the flow: merges are not named by us. */
    String name(DrawnNode node) {
        return name(node.index());
    }

    String name(int node) {
        return graph.node(node).name();
    }

    /** The node of that name; null for none. */
    @Nullable
    DrawnNode node(String name) {
        return nodes.get(name);
    }

    /** What other nodes are to that one. */
    Map<Integer, Role> before(DrawnNode node) {
        return roles.of(node);
    }

    /** Whether the first call has to have ended before the second begins. */
    boolean precedes(Call first, Call second) {
        Role role = before(second.node).get(first.node.index());
        return role != null && (role != Role.CHILD_BY_CHILD || first.child < 0 || first.child == second.child);
    }

    List<Call> calls(DrawnNode node, int child) {
        return calls.stream()
                .filter(call -> call.node.index() == node.index() && call.child == child)
                .toList();
    }

    /** The number of the last attempt of a task run; a run that goes on goes on counting where a task waited. */
    int attempts(String label) {
        for (StateChange change : changes.reversed()) {
            if (change.to() instanceof State.Running running
                    && change.taskLabel().equals(label)) {
                return running.tries().attempt();
            }
        }
        return 0;
    }

    /** Whether a task run is as the earlier run left it. */
    boolean kept(String label) {
        return run.earlier != null
                && changes.stream().noneMatch(change -> change.taskLabel().equals(label));
    }

    /** Whether the turn of that call was taken: the loop passed on what it said. */
    boolean turned(Call call) {
        return changes.stream()
                .anyMatch(change -> change.task().equals(call.node.name())
                        && change.from() instanceof State.Running running
                        && running.tries().attempt() == call.attempt
                        && change.to() instanceof State.Queued);
    }

    /** What people said to a task run, of which it was not said that it came too late. */
    List<People.Answer> answers(String label) {
        return run.people().answers(run.path(runId) + label);
    }

    /** How many nanoseconds it went on after it was asked to stop; -1 if it was not. */
    long stoppedFor() {
        Instant asked = null;
        for (StateChange change : changes) {
            boolean stops = change.to() instanceof State.Cancelling
                    || change.to() instanceof State.TimedOut
                    || change.to() instanceof State.Cancelled; // one that waited for a person
            if (change.task().isEmpty() && stops && asked == null) {
                asked = change.at();
            }
        }
        return asked == null
                ? -1
                : Duration.between(asked, changes.getLast().at()).toNanos();
    }

    /** Whether somebody was told that all of it had ended. */
    boolean endTold() {
        return run.endTold();
    }

    void wrong(String what) {
        run.wrong(drawn.path().isEmpty() ? what : "in " + runId.substring(runId.indexOf('.') + 1) + ": " + what);
    }
}
