package dev.reeve.engine.run;

import dev.reeve.graph.Body;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import dev.reeve.state.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What closes resources: it runs if its resource was opened, once all that may use it ended, whatever became of those
 * and of the run.
 */
final class Cleanup {
    private Cleanup() {}

    /** Whether that node is yet to close what was opened. */
    static boolean due(Run run, int v) {
        GraphNode node = run.graph.node(v);
        return node.kind() == Kind.CLOSE
                && !run.states[v].isFinished()
                && run.states[opener(node)] instanceof State.Success;
    }

    private static int opener(GraphNode close) {
        if (!(close.inputs().getFirst() instanceof Input.FromNode from)) {
            throw new IllegalStateException("\"" + close.name() + "\" closes nothing");
        }
        return from.node();
    }

    /** What becomes of a node that closes, now that all before it ended: its resource alone decides. */
    static TaskEvent.UpstreamsFinished arrival(Run run, int v) {
        int opener = opener(run.graph.node(v));
        return run.states[opener] instanceof State.Success
                ? TaskEvent.UpstreamsFinished.ALL_WELL
                : new TaskEvent.UpstreamsFinished(
                        Upstreams.NONE, new Verdict.Skip(run.graph.node(opener).name() + " opened nothing"), null);
    }

    /** The function that closes what that node opens; null if none does. */
    static @Nullable Body closer(FlowGraph graph, GraphNode node) {
        Edges edges = graph.edges();
        for (int e = edges.downFrom(node.index()); e < edges.downFrom(node.index() + 1); e++) {
            GraphNode after = graph.node(edges.down(e));
            if (after.kind() == Kind.CLOSE && edges.downKind(e) == EdgeKind.DATA && opener(after) == node.index()) {
                return after.body();
            }
        }
        return null;
    }

    /** Closes what was opened too late for anybody to use it. */
    static void atOnce(Plan.PlannedNode planned, @Nullable Object resource) {
        Body closer = planned.closer();
        String name = planned.node().name();
        if (closer == null) {
            return;
        }
        try {
            closer.call(new @Nullable Object[] {resource});
            LoggerFactory.getLogger("reeve.task." + name)
                    .info("{} was stopped, but opened its resource all the same: that was closed again", name);
        } catch (Throwable thrown) { // of the user; the attempt has ended
            LoggerFactory.getLogger("reeve.task." + name)
                    .warn(
                            "{} was stopped, but opened its resource all the same, and closing that failed",
                            name,
                            thrown);
        }
    }
}
