package dev.reeve.engine.record;

import dev.reeve.Resumption;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.state.State;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each task run says of itself: whether it ended, how, and whether it is the one that was asked for. */
final class OwnReasons {
    /** Of the task that was asked for. */
    static final String ASKED = "it was asked for";

    /** Of what the last plan was to run again; nobody knows any more for what reason, so nothing of it is gone on with. */
    static final String OWED = "an earlier resume was to run it again and ended before it did";

    private final FlowGraph graph;
    private final @Nullable RecordedTask[] tasks;
    private final Resumption resumption;
    private final Fates fates;
    /** The task to run from; -1 if what did not end well runs. */
    private final int from;
    /** What the task to run from comes after, in any number of steps. */
    private final BitSet before = new BitSet();

    OwnReasons(FlowGraph graph, @Nullable RecordedTask[] tasks, Resumption resumption, Fates fates) {
        this.graph = graph;
        this.tasks = tasks;
        this.resumption = resumption;
        this.fates = fates;
        String task = resumption.task();
        this.from = task == null ? -1 : from(task);
        if (from >= 0) {
            addBefore();
        }
    }

    private int from(String task) {
        GraphNode node = graph.node(task)
                .orElseThrow(() -> new IllegalArgumentException("Flow \"" + graph.name() + "\" has no task \"" + task
                        + "\" to run from. Its tasks: "
                        + graph.nodes().stream().limit(50).map(GraphNode::name).collect(Collectors.joining(", "))
                        + (graph.size() > 50 ? ", .." : "") + "."));
        int width = fates.width(node.index());
        if (resumption.child() >= 0 && resumption.child() >= width) {
            throw new IllegalArgumentException("Task \"" + node.name() + "\" "
                    + (width < 0 ? "had no children" : "had " + width + " children, counted from 0") + " in run "
                    + resumption.runId() + ", so child " + resumption.child() + " cannot run again.");
        }
        return node.index();
    }

    private void addBefore() {
        Edges edges = graph.edges();
        before.set(from);
        for (int place = graph.size() - 1; place >= 0; place--) {
            int v = graph.topologicalOrder(place);
            for (int e = edges.upFrom(v); before.get(v) && e < edges.upFrom(v + 1); e++) {
                before.set(edges.up(e));
            }
        }
        before.clear(from);
    }

    /** Decides on a node, which is another than it was for that reason, if that is not empty. */
    void decide(int v, String difference) {
        RecordedTask task = tasks[v];
        if (task == null) {
            fates.again(v, difference.isEmpty() ? "it had not begun" : difference);
        } else if (!difference.isEmpty()) {
            fates.again(v, difference);
        } else if (v == from && resumption.child() < 0) {
            fates.again(v, ASKED);
        } else if (task.owes(-1)) {
            fates.again(v, task.wasAsked(-1) ? ASKED : OWED);
        } else if (fates.width(v) >= 0) {
            children(v, task);
        } else if (task.state(-1) instanceof State.Paused) {
            fates.waits(v, -1, "it waits for a person");
        } else {
            String reason = reason(v, task.state(-1));
            if (!reason.isEmpty()) {
                fates.again(v, reason);
            }
        }
    }

    private void children(int v, RecordedTask task) {
        for (int i = 0; i < fates.width(v); i++) {
            State state = task.state(i);
            if (v == from && i == resumption.child()) {
                fates.again(v, i, ASKED);
            } else if (task.owes(i)) {
                fates.again(v, i, task.wasAsked(i) ? ASKED : OWED);
            } else if (state instanceof State.Paused) {
                fates.waits(v, i, "it waits for a person");
            } else {
                String reason = reason(v, state);
                if (!reason.isEmpty()) {
                    fates.again(v, i, reason);
                }
            }
        }
        if (!task.state(-1).isFinished()) {
            fates.touch(v, "it had not ended, its children had");
        }
    }

    /** Why a task run that stood so runs again; empty if it stays. */
    private String reason(int v, State state) {
        if (state.isSuccessful()) {
            return "";
        }
        if (state.isFinished()) {
            boolean stays = from >= 0 && !before.get(v);
            return stays ? "" : "it ended " + state.name();
        }
        return state.isRunning()
                ? "it ran when its process ended"
                : state instanceof State.Pending ? "it had not begun" : "it had not ended, it was " + state.name();
    }
}
