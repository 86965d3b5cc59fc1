package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a node whose lists were read. Part of the role: no user code. */
final class Mapping {
    private Mapping() {}

    /** A node that should be mapped and cannot be fails as if it had run. */
    static void unmappable(Run run, int v, Failure failure) {
        if (run.move(v, -1, TaskEvent.UpstreamsFinished.ALL_WELL)) {
            run.move(v, -1, TaskEvent.Started.of(1));
            run.move(v, -1, new TaskEvent.Threw(1, failure, RetryVerdict.NO));
        }
    }

    /** A node has so many children, which take their values from these lists. */
    static void expanded(Run run, int v, int width, @Nullable List<@Nullable Object>[] lists) {
        if (!(run.states[v] instanceof State.Pending)) {
            return; // cancelled meanwhile
        }
        Children kids = run.mapped(v, width, lists);
        run.move(v, -1, new TaskEvent.Expanded(width));
        run.restoring.children(v, kids);
        alignedArrive(run, v);
        if (kids.open == 0) {
            run.worklist.add(v, Worklist.CHILDREN_FINISHED);
        } else {
            Admission.admitChildren(run, v);
        }
    }

    /** Children of nodes that are aligned with it may begin as soon as those know how many there are. */
    static void alignedArrive(Run run, int v) {
        for (int e = run.edges.downFrom(v); e < run.edges.downFrom(v + 1); e++) {
            if (run.edges.downKind(e) == EdgeKind.EACH) {
                run.arrived(run.edges.down(e));
            }
        }
    }
}
