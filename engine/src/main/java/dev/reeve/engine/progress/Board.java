package dev.reeve.engine.progress;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a run stands, as the changes tell. A mapped node counts as its children once their number is known. Not
 * thread-safe.
 */
final class Board {
    private final FlowGraph graph;
    /** For each node, how many task runs it counts for, and how many of them ended. */
    private final int[] all;

    private final int[] done;
    private final int[] failed;
    private final Map<String, Active> active = new LinkedHashMap<>();
    private long total;
    private long totalDone;
    private long totalFailed;
    private long running;

    Board(FlowGraph graph) {
        this.graph = graph;
        this.all = new int[graph.size()];
        this.done = new int[graph.size()];
        this.failed = new int[graph.size()];
        Arrays.fill(all, 1);
        this.total = graph.size();
    }

    /**
     * A task whose work goes on.
     *
     * @param attempt counted from 1; 0 for a mapped node
     */
    record Active(String label, Instant since, int attempt, String note) {}

    void apply(StateChange change) {
        int node = graph.node(change.task()).map(GraphNode::index).orElse(-1);
        if (node < 0) { // the flow run itself
            return;
        }
        if (change.mapIndex() < 0 && change.to() instanceof State.Mapped mapped) {
            count(node, Math.max(1, mapped.width()), 0, 0);
        } else if (change.mapIndex() >= 0) {
            child(node, change);
        } else if (change.to().isFinished() != change.from().isFinished()) {
            ended(node, change.to());
        }
        activity(change);
    }

    private void child(int node, StateChange change) {
        int step = (change.to().isFinished() ? 1 : 0) - (change.from().isFinished() ? 1 : 0);
        int failures = (change.to().isFailed() ? 1 : 0) - (change.from().isFailed() ? 1 : 0);
        int ofNode = Math.clamp(done[node] + step, 0, all[node]);
        count(node, all[node], ofNode, Math.clamp(failed[node] + failures, 0, ofNode));
    }

    /** A node that ended has no child left that goes on, whatever was heard of them. */
    private void ended(int node, State to) {
        int ofNode = to.isFinished() ? all[node] : 0;
        int failures = !to.isFailed() ? 0 : Math.max(1, failed[node]);
        count(node, all[node], ofNode, to.isFinished() ? Math.max(failures, failed[node]) : 0);
    }

    private void count(int node, int newAll, int newDone, int newFailed) {
        total += newAll - all[node];
        totalDone += newDone - done[node];
        totalFailed += newFailed - failed[node];
        all[node] = newAll;
        done[node] = newDone;
        failed[node] = newFailed;
    }

    private void activity(StateChange change) {
        String label = change.taskLabel();
        Active before = active.remove(label);
        running -= before != null && before.attempt() > 0 ? 1 : 0;
        if (!change.to().isRunning()) {
            return;
        }
        int attempt = attempt(change.to());
        String note = change.to() instanceof State.Cancelling ? "stopping" : "";
        Instant since = before == null ? change.at() : before.since();
        active.put(label, new Active(label, since, attempt, note));
        running += attempt > 0 ? 1 : 0;
    }

    private static int attempt(State state) {
        if (state instanceof State.Running running) {
            return running.tries().attempt();
        }
        return state instanceof State.Cancelling cancelling ? cancelling.tries().attempt() : 0;
    }

    String flow() {
        return graph.name();
    }

    /** How many task runs there are, as far as is known. */
    long total() {
        return total;
    }

    long done() {
        return totalDone;
    }

    long failed() {
        return totalFailed;
    }

    /** How many attempts go on. */
    long running() {
        return running;
    }

    /** How many tasks go on, mapped nodes among them. */
    int activeCount() {
        return active.size();
    }

    /** The first of those that go on, in the order in which they began; mapped nodes tell how far they are. */
    List<Active> active(int most) {
        List<Active> first = new ArrayList<>();
        for (Active task : active.values()) {
            if (first.size() == most) {
                break;
            }
            first.add(task.attempt() > 0 ? task : new Active(task.label(), task.since(), 0, children(task.label())));
        }
        return first;
    }

    private String children(String task) {
        int node = graph.node(task).map(GraphNode::index).orElseThrow();
        return done[node] + "/" + all[node] + (failed[node] == 0 ? "" : ", " + failed[node] + " failed");
    }
}
