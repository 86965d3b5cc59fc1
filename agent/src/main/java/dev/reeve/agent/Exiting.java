package dev.reeve.agent;

import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import java.util.Optional;

/** Which run ends this process: one of whose threads has called {@link System#exit}, where it waits for the end. */
final class Exiting {
    private Exiting() {}

    /** Whether it is that run, or one that a task of it is. A thread that a task started by itself is not known. */
    static boolean is(RunView run) {
        if (run.threads().stream().anyMatch(Exiting::exits)) {
            return true;
        }
        for (GraphNode node : run.graph().nodes()) {
            if (node.kind().launches() && inside(run, node)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inside(RunView run, GraphNode node) {
        for (int child = -1; child < Math.max(0, run.width(node.index())); child++) {
            Optional<RunView> inner = run.flowRun(node.index(), child);
            if (inner.isPresent() && is(inner.get())) {
                return true;
            }
        }
        return false;
    }

    /** Whether that thread has called it. */
    static boolean exits(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }
}
