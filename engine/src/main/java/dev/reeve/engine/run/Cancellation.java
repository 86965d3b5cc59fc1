package dev.reeve.engine.run;

import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.List;

/** Stops the task runs of a run. Part of the role. */
final class Cancellation {
    private Cancellation() {}

    /** Ends what has not begun and stops what runs, but for what is to close a resource that was opened. */
    static void stopAll(Run run, String reason) {
        TaskEvent event = new TaskEvent.CancelRequested(reason);
        for (int place = 0; place < run.states.length; place++) {
            int v = run.graph.topologicalOrder(place);
            Children kids = run.children[v];
            for (int i = 0; kids != null && i < kids.width; i++) {
                if (!kids.states[i].isFinished()) {
                    run.move(v, i, event);
                }
            }
            if (!run.states[v].isFinished() && !Cleanup.due(run, v)) {
                run.move(v, -1, event);
            }
        }
    }

    /** Ends what closes resources and has not. */
    static void stopCleanup(Run run, String reason) {
        for (int v = 0; v < run.states.length; v++) {
            if (Cleanup.due(run, v)) {
                run.move(v, -1, new TaskEvent.CancelRequested(reason));
            }
        }
        run.limits.stopped();
    }

    /** Waits no longer for what does not stop; gives what that is. */
    static List<Attempt> abandonAll(Run run, String reason) {
        List<Attempt> abandoned = new ArrayList<>();
        for (Attempt attempt : run.attempts.all()) {
            if (run.state(attempt.node(), attempt.child) instanceof State.Cancelling) {
                run.attempts.abandon(attempt);
                run.move(attempt.node(), attempt.child, new TaskEvent.Abandoned(reason));
                abandoned.add(attempt);
            }
        }
        return abandoned;
    }
}
