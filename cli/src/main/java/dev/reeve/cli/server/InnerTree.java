package dev.reeve.cli.server;

import dev.reeve.api.FlowRun;
import dev.reeve.api.ParentRun;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** The runs that tasks of a run are, and those that tasks of those are, as lines of a tree. */
final class InnerTree {
    private static final int DEEPEST = 8;
    /** Nobody reads more of them; a fan-out may have a million. */
    private static final int MOST_RUNS = 10;

    private final ReeveClient server;
    private final List<String> lines = new ArrayList<>();

    private InnerTree(ReeveClient server) {
        this.server = server;
    }

    static List<String> of(ReeveClient server, String run) throws InterruptedException {
        InnerTree tree = new InnerTree(server);
        tree.add(run, "  ", 0);
        return tree.lines;
    }

    private void add(String run, String indent, int depth) throws InterruptedException {
        int shown = 0;
        for (FlowRun inner : server.runPages().children(run, null, -1, null).items()) {
            ParentRun parent = inner.parent();
            if (shown++ == MOST_RUNS || parent == null) {
                lines.add(indent + "..  and more");
                return;
            }
            String said = ServerStates.said(inner.state());
            lines.add(indent
                    + Shown.clean(parent.label() + "  " + inner.id() + "  " + inner.flow() + "  "
                            + inner.state().name()
                            + (parent.attempt() > 1 ? ", attempt " + parent.attempt() : "")
                            + (said.isEmpty() ? "" : ": " + said)));
            if (depth < DEEPEST) {
                add(inner.id(), indent + "  ", depth + 1);
            }
        }
    }
}
