package dev.reeve.agent;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;

/** Resources that a run that waits holds open in its process. */
final class OpenResources {
    private OpenResources() {}

    /** Whether there is one, in the run or in those that its tasks are. */
    static boolean any(RunView run) {
        boolean opened = false;
        boolean unclosed = false;
        for (GraphNode node : run.graph().nodes()) {
            State state = run.state(node.index(), -1);
            opened |= node.kind() == Kind.OPEN && state.isSuccessful();
            unclosed |= node.kind() == Kind.CLOSE && !state.isFinished();
            if (node.kind().launches() && inside(run, node)) {
                return true;
            }
        }
        return opened && unclosed;
    }

    private static boolean inside(RunView run, GraphNode node) {
        for (int child = -1; child < Math.max(0, run.width(node.index())); child++) {
            if (run.state(node.index(), child).isRunning()
                    && run.flowRun(node.index(), child)
                            .filter(OpenResources::any)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
