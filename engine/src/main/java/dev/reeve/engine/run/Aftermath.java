package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;

/** What follows from the end of a task run: those after it count it, and are decided once they have counted all. */
final class Aftermath {
    private final Run run;

    Aftermath(Run run) {
        this.run = run;
    }

    void finished(int v, int child) {
        if (child < 0) {
            nodeFinished(v);
        } else {
            childFinished(v, child);
        }
    }

    private void childFinished(int v, int child) {
        Children kids = run.kids(v);
        kids.count(kids.states[child]);
        run.absences.ended(v, child);
        for (int e = run.edges.downFrom(v); e < run.edges.downFrom(v + 1); e++) {
            Children after = run.children[run.edges.down(e)];
            if (run.edges.downKind(e) == EdgeKind.EACH
                    && after != null
                    && after.waitsFor != null
                    && child < after.width) {
                if (--after.waitsFor[child] == 0) {
                    run.worklist.add(run.edges.down(e), child);
                }
            }
        }
        if (kids.open == 0) {
            run.worklist.add(v, Worklist.CHILDREN_FINISHED);
        }
    }

    private void nodeFinished(int v) {
        run.nodeClosed();
        Children kids = run.children[v];
        if (kids != null) {
            run.values.keep(v, -1, run.graph.node(v).hasValue() ? MappedValues.of(kids) : null, "");
            kids.lists = Claims.NO_LISTS; // what they were mapped over is read by none of them any more
        }
        run.absences.ended(v);
        for (int e = run.edges.downFrom(v); e < run.edges.downFrom(v + 1); e++) {
            int after = run.edges.down(e);
            EdgeKind kind = run.edges.downKind(e);
            if (kind == EdgeKind.EACH && kids != null) { // they count one by one, and were told of when they began
                if (run.openings.asWhole(after)) {
                    run.arrived(after);
                }
                continue;
            }
            if (kind == EdgeKind.GUARD) {
                run.tally.addCondition(after, run.states[v]);
            } else if (kids != null) {
                run.tally.add(after, kids, run.states[v]);
            } else {
                run.tally.add(after, run.states[v]);
            }
            run.arrived(after);
        }
        run.values.ended(v);
    }

    /** A node ended in an earlier epoch. */
    void endedBefore(int v) {
        if (run.children[v] != null) {
            Mapping.alignedArrive(run, v);
            run.absences.childrenKept(v);
        }
        nodeFinished(v);
    }
}
