package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RunView;
import dev.reeve.state.Effect;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Instant;
import java.util.BitSet;

/**
 * Puts a run that is resumed where its earlier epochs left it: what is kept has ended already, all else is reopened.
 * Touched by the role's holder only.
 */
final class Restoring {
    private static final String LOST = "the process that ran it ended before it did";

    private final Run run;
    private final Restored restored;
    /** Task runs, by their place in the history, whose result is one of an earlier epoch. */
    private final BitSet old = new BitSet();
    /** Nodes that waited for a person and were let go on before what they read was there again. */
    private final BitSet early = new BitSet();

    Restoring(Run run, Restored restored) {
        this.run = run;
        this.restored = restored;
    }

    /** What is taken over from earlier epochs. */
    Restored restored() {
        return restored;
    }

    private boolean resumed() {
        return restored.epoch() > 1;
    }

    /** Before the first node is looked at: takes over states and histories, and reopens what runs again. */
    void begin() {
        if (!resumed()) {
            return;
        }
        reopenFlow();
        for (int v = 0; v < run.states.length; v++) {
            run.states[v] = takeOver(v, -1, v);
            run.journal.tookOver(v, run.states[v]);
        }
        for (int v = 0; v < run.states.length; v++) {
            if (restored.keeps(v, -1)) {
                keep(v);
            } else {
                reopen(v, -1);
            }
        }
    }

    /** The flow run ended or was lost; one that waited for a person goes on. */
    private void reopenFlow() {
        State last = run.flowState();
        if (last instanceof State.Paused) {
            run.flow(new FlowEvent.Resumed("a resume"));
            return;
        }
        if (!last.isFinished()) {
            run.flow(new FlowEvent.Lost("the process that ran it ended before the run did"));
        }
        run.flow(new FlowEvent.Reopened(restored.epoch()));
    }

    /** Puts the history of earlier epochs down; returns the last state. */
    private State takeOver(int v, int child, int slot) {
        for (RunView.Entry entry : restored.history(v, child)) {
            Instant at = entry.at();
            run.history.add(slot, common(entry.state()), at.getEpochSecond() * 1_000_000_000L + at.getNano());
        }
        return common(restored.state(v, child));
    }

    /** States that are met often are one object, which the history writes in less space. */
    private static State common(State state) {
        return state.equals(State.Success.PLAIN) ? State.Success.PLAIN : state;
    }

    private void keep(int v) {
        int width = restored.width(v);
        old.set(v);
        if (width >= 0) {
            Children kids = run.mapped(v, width, Claims.NO_LISTS);
            for (int i = 0; i < width; i++) {
                kids.states[i] = takeOver(v, i, kids.firstSlot + i);
                keepChild(v, i, kids);
            }
            if (!readAll(v, width)) {
                run.values.absent(v);
            }
        } else {
            value(v, -1);
            run.dialogue.restore(v, -1);
            if (!restored.isRead(v, -1)) {
                run.values.absent(v);
            }
        }
    }

    private boolean readAll(int v, int width) {
        for (int i = 0; i < width; i++) {
            if (MappedValues.hasValue(restored.state(v, i)) && !restored.isRead(v, i)) {
                return false;
            }
        }
        return true;
    }

    private void keepChild(int v, int child, Children kids) {
        old.set(kids.firstSlot + child);
        value(v, child);
        run.dialogue.restore(v, child);
        if (MappedValues.hasValue(kids.states[child]) && !restored.isRead(v, child)) {
            run.values.missing(v, child);
        }
        kids.count(kids.states[child]);
    }

    private void value(int v, int child) {
        Shelf.Hit hit = restored.isRead(v, child) ? restored.value(v, child) : null;
        run.values.keep(v, child, hit == null ? null : hit.value(), restored.key(v, child));
    }

    /** After all nodes were looked at: what is kept has ended, for what comes after it. */
    void settleKept() {
        for (int place = 0; resumed() && place < run.states.length; place++) {
            int v = run.graph.topologicalOrder(place);
            if (restored.keeps(v, -1)) {
                run.endedBefore(v);
            } else if (run.states[v] instanceof State.Paused paused) {
                goOnWaiting(v, -1, paused);
            }
        }
    }

    /**
     * It waited for a person and may go on, by an answer or because its time is up, while a merge that it reads is read
     * again: it runs after that.
     */
    void early(int v) {
        early.set(v);
    }

    /** Whether it may go on since before all that it reads was there. */
    boolean isEarly(int v) {
        return early.get(v);
    }

    private void goOnWaiting(int v, int child, State.Paused paused) {
        if (paused.until() != null) {
            run.react(v, child, Effect.WAKE);
        }
    }

    /** A mapped node has its children again: those that are kept have ended already. */
    void children(int v, Children kids) {
        int before = restored.width(v);
        if (before < 0) {
            return;
        }
        boolean same = before == kids.width; // else nobody knows which is which
        for (int i = 0; i < Math.min(before, kids.width); i++) {
            kids.states[i] = takeOver(v, i, kids.firstSlot + i);
            if (same && restored.keeps(v, i)) {
                keepChild(v, i, kids);
                run.absences.ended(v, i);
            } else {
                reopen(v, i);
                if (kids.states[i] instanceof State.Paused paused) {
                    goOnWaiting(v, i, paused);
                }
            }
        }
    }

    /** To Pending, by the events that say why where there are such, unless it waits for a person. */
    private void reopen(int v, int child) {
        State state = run.state(v, child);
        if (restored.waits(v, child)) {
            run.dialogue.restore(v, child);
            return;
        }
        if (state instanceof State.Pending) {
            return;
        }
        if (state instanceof State.Running running) {
            run.step(v, child, new TaskEvent.Lost(running.tries().attempt(), LOST, RetryVerdict.NO));
        } else if (state instanceof State.Cancelling) {
            run.step(v, child, new TaskEvent.Abandoned(LOST));
        }
        if (run.state(v, child).isFinished()) {
            run.step(v, child, new TaskEvent.Reopened(restored.epoch()));
        } else {
            run.put(v, child, State.Pending.NOW); // it had not begun, or only its children had
        }
    }

    /** The attempt whose result may be in the store although its process ended before it was told; 0 for none. */
    int unfinishedAttempt(int v, int child) {
        boolean known = resumed() && restored.unfinishedAttempt(v, child) > 0 && madeFromOld(v, child);
        return known ? restored.unfinishedAttempt(v, child) : 0;
    }

    /** Whether all that it is made from is of an earlier epoch, and so the same as it was. */
    private boolean madeFromOld(int v, int child) {
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            boolean resource = run.graph.node(run.edges.up(e)).kind() == Kind.OPEN; // opened anew, and no data
            if (!resource && !isOld(run.edges.up(e), run.edges.upKind(e) == EdgeKind.EACH ? child : -1)) {
                return false; // made anew, perhaps another than it was made from
            }
        }
        return true;
    }

    /** Lets a loop go on where it was, if what it was made from is the same. */
    void takeTurn(int v, int child) {
        Shelf.Hit turn = resumed() && run.turns.get(v, child) == null ? restored.turn(v, child) : null;
        if (turn != null && madeFromOld(v, child)) {
            run.turns.put(v, child, new Turn(turn.value()));
            run.dialogue.restore(v, child);
            run.journal.turned(v, child, 0, turn.key(), turn.hash());
        }
    }

    private boolean isOld(int v, int child) {
        Children kids = run.children[v];
        if (kids == null) {
            return old.get(v);
        }
        return child >= 0
                ? old.get(kids.firstSlot + child)
                : old.nextClearBit(kids.firstSlot) >= kids.firstSlot + kids.width;
    }

    /** Its result is the one that an earlier epoch stored. */
    void adopted(int v, int child) {
        old.set(run.slot(v, child));
        run.dialogue.restore(v, child);
    }

    int epoch() {
        return restored.epoch();
    }

    /** The result of a task run that was kept and has not been read, for whoever looks at the run. */
    RunView.Value lookedAt(int v, int child, RunView.Value known) {
        if (known.present()
                || !resumed()
                || !restored.keeps(v, child)
                || known.stored().isEmpty()) {
            return known;
        }
        Shelf.Hit hit = restored.value(v, child);
        return hit == null ? known : new RunView.Value(true, hit.value(), known.stored());
    }
}
