package dev.reeve.engine.record;

import dev.reeve.Resumption;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.state.State;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a recorded run is used again: first what each task run says of itself, then what follows from it,
 * until nothing more does. A task run that runs again takes all that comes after it along, and needs the results of what
 * comes before it; one whose result is needed and cannot be had runs again too.
 */
final class Planner {
    private final FlowGraph graph;
    private final Edges edges;
    private final RecordedRun run;
    private final Resumption resumption;
    private final @Nullable RecordedTask[] tasks;
    private final Fates fates;
    private final KeptValues values;
    private final BitSet forResult = new BitSet();
    private final boolean[] wholeNeeded;
    /** Nodes that are not what they were. */
    private final BitSet differs = new BitSet();
    /** Resources that are opened, and merges that are read, again only for those that run again anyhow. */
    private final BitSet reopened = new BitSet();

    private Planner(FlowGraph graph, RecordedRun run, Resumption resumption, Shelf shelf) {
        this.graph = graph;
        this.edges = graph.edges();
        this.run = run;
        this.resumption = resumption;
        this.tasks = new RecordedTask[graph.size()];
        int[] widths = new int[graph.size()];
        for (int v = 0; v < tasks.length; v++) {
            RecordedTask task = run.task(graph.node(v).name()).orElse(null);
            tasks[v] = task;
            widths[v] = task == null || !graph.node(v).mapped() ? -1 : task.width();
        }
        this.fates = new Fates(widths);
        this.values = new KeptValues(graph, shelf, tasks);
        this.wholeNeeded = new boolean[graph.size()];
    }

    /**
     * What is used again.
     *
     * @param parameters those it will run with
     * @throws IllegalArgumentException if the task to run from does not exist; says which do
     */
    static ResumedRun plan(
            FlowGraph graph, RecordedRun run, List<RecordedParameter> parameters, Resumption resumption, Shelf shelf) {
        Planner planner = new Planner(graph, run, resumption, shelf);
        Structure now = StructureOf.of(graph);
        Comparison comparison = new Comparison(graph, resumption.reuse(), run, parameters);
        OwnReasons own = new OwnReasons(graph, planner.tasks, resumption, planner.fates);
        String[] differences = new String[graph.size()];
        for (int v = 0; v < graph.size(); v++) {
            differences[v] = comparison.difference(now.nodes().get(v));
            planner.differs.set(v, !differences[v].isEmpty());
        }
        for (int v = 0; v < graph.size(); v++) {
            own.decide(v, differences[v]);
            planner.reopened.set(v, planner.fates.again(v) && planner.wasReopened(v));
        }
        if (graph.result() != null) {
            graph.result().forEachNode(v -> {
                planner.forResult.set(v);
                planner.needWhole(v);
            });
        }
        for (Fates.Decided next = planner.fates.next(); next != null; next = planner.fates.next()) {
            planner.follow(next.node(), next.child());
        }
        planner.readWhatStays();
        planner.readTurns();
        return new ResumedRun(run, graph, planner.tasks, planner.fates, planner.values, resumption);
    }

    /**
     * Whether an epoch that did not come to its end for it opened or read it again only for those that ran again anyhow:
     * then something after it was not to run again.
     */
    private boolean wasReopened(int v) {
        RecordedTask task = tasks[v];
        Kind kind = graph.node(v).kind();
        if (task == null || kind != Kind.OPEN && kind != Kind.MERGE || isOther(v)) {
            return false;
        }
        int epoch = task.plannedAgain();
        boolean some = false;
        for (int e = edges.downFrom(v); epoch > 0 && e < edges.downFrom(v + 1); e++) {
            RecordedTask after = tasks[edges.down(e)];
            some |= after != null && !differs.get(edges.down(e)) && after.plannedAgain() < epoch;
        }
        return some;
    }

    /** Whether it is not what it was, or to be anew whatever it was. */
    private boolean isOther(int v) {
        return differs.get(v) || OwnReasons.ASKED.equals(fates.reason(v, -1));
    }

    /** A list that the run keeps to its end is there also if nothing of it runs again; other results are found by their key. */
    private void readWhatStays() {
        for (GraphNode node : graph.nodes()) {
            int v = node.index();
            boolean stays = graph.terminal(v) || node.settings().keep();
            if (stays && fates.width(v) >= 0 && !fates.touched(v)) {
                needChildren(v, false);
            }
        }
    }

    private void readTurns() {
        for (GraphNode node : graph.nodes()) {
            RecordedTask task = tasks[node.index()];
            boolean same = !isOther(node.index()) && !OwnReasons.OWED.equals(fates.reason(node.index(), -1));
            if (node.kind() == Kind.LOOP && task != null && same && fates.again(node.index())) {
                task.turn(-1).ifPresent(turn -> values.readTurn(node.index(), -1, turn));
            }
        }
    }

    private void follow(int v, int child) {
        if (child == Fates.Decided.TOUCHED) {
            touched(v);
        } else if (child < 0) {
            again(v);
        } else {
            childAgain(v, child);
        }
    }

    /** It is not over: what comes after it as a whole waits for it, and what it reads as a whole is needed. */
    private void touched(int v) {
        for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
            if (edges.upKind(e) == EdgeKind.DATA || edges.upKind(e) == EdgeKind.GUARD) {
                needWhole(edges.up(e));
            }
        }
        boolean read = forResult.get(v);
        for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
            if (edges.downKind(e) != EdgeKind.EACH) {
                follows(v, edges.down(e));
                read |= edges.downKind(e) != EdgeKind.ORDER;
            }
        }
        if (read || graph.terminal(v)) {
            needChildren(v, read);
        }
    }

    private void again(int v) {
        for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
            follows(v, edges.down(e));
        }
        for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
            if (edges.upKind(e) == EdgeKind.EACH) {
                needWhole(edges.up(e));
            }
        }
    }

    /**
     * What comes after a task that runs again does too, but not after a merge that is only read again. A resource that is opened again has to be closed, and what waits
     * for a person in its block has to wait for that first: else it may be answered before the resource is there.
     */
    private void follows(int v, int after) {
        if (!reopened.get(v) && reopened.get(after) && graph.node(after).kind() == Kind.MERGE) {
            reopened.clear(after); // it may come to another value now
            fates.followAgain(after);
        }
        boolean resource = graph.node(v).kind() == Kind.OPEN;
        if (!reopened.get(v) || resource && (graph.node(after).kind() == Kind.CLOSE || fates.waits(after, -1))) {
            fates.again(after, dependsOn(v, -1));
            return;
        }
        for (int i = 0; resource && i < fates.width(after); i++) {
            if (fates.waits(after, i)) {
                fates.again(after, i, dependsOn(v, -1));
            }
        }
    }

    private void childAgain(int v, int child) {
        for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
            if (edges.upKind(e) == EdgeKind.EACH && child < fates.width(edges.up(e))) {
                need(edges.up(e), child);
            }
        }
        for (int e = edges.downFrom(v); e < edges.downFrom(v + 1); e++) {
            int after = edges.down(e);
            if (edges.downKind(e) == EdgeKind.EACH && child < fates.width(after)) {
                fates.again(after, child, dependsOn(v, child));
            }
        }
    }

    private String dependsOn(int v, int child) {
        return "it depends on " + graph.node(v).name() + (child < 0 ? "" : "[" + child + "]")
                + (fates.waits(v, child) ? ", which waits for a person" : ", which is not over");
    }

    /** Somebody reads all of its result. */
    private void needWhole(int v) {
        if (wholeNeeded[v] || fates.again(v)) {
            return;
        }
        wholeNeeded[v] = true;
        if (fates.width(v) >= 0) {
            needChildren(v, true);
        } else if (!fates.touched(v)) {
            need(v, -1);
        }
    }

    /** The results of children that are kept are part of the whole; {@code wanted}: somebody reads it. */
    private void needChildren(int v, boolean wanted) {
        for (int i = 0; i < fates.width(v) && !fates.again(v); i++) {
            if (wanted) {
                need(v, i);
            } else if (fates.keeps(v, i) && hasValue(v, i)) {
                values.problem(v, i); // what is there will be seen, what is not is no reason to run
            }
        }
    }

    private boolean hasValue(int v, int child) {
        RecordedTask task = tasks[v];
        State state = task == null ? State.Pending.NOW : task.state(child);
        return graph.node(v).hasValue() && (state instanceof State.Success || state instanceof State.Cached);
    }

    private void need(int v, int child) {
        boolean kept = child < 0 ? fates.keeps(v, -1) : fates.keeps(v, child);
        if (!kept || !hasValue(v, child)) {
            return;
        }
        String problem = values.problem(v, child);
        if (!problem.isEmpty()) {
            String reason = "its result is needed again, and " + problem;
            if (child < 0) {
                Kind kind = graph.node(v).kind();
                reopened.set(v, kind == Kind.OPEN || kind == Kind.MERGE);
                fates.again(v, kind == Kind.MERGE ? "what its branch made is needed again" : reason);
            } else {
                fates.again(v, child, reason);
            }
        }
    }

    @Override
    public String toString() {
        return "plan of " + run + " " + resumption.reuse();
    }
}
