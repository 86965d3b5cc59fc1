package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of a run's tasks, as long as somebody reads or keeps them. Touched by the role's holder only. */
final class Values {
    private final Run run;
    private final @Nullable Object[] values;
    private final @Nullable String[] stored;
    private final BitSet released = new BitSet();
    private final int[] readers;

    Values(Run run) {
        this.run = run;
        int size = run.plan.size();
        this.values = new Object[size];
        this.stored = new String[size];
        this.readers = run.plan.readers();
    }

    /** Puts a result down; {@code key} is what it is stored under, empty if it is not. */
    void keep(int v, int child, @Nullable Object value, String key) {
        Children kids = run.children[v];
        if (child < 0 || kids == null) {
            values[v] = value;
            stored[v] = key;
        } else {
            kids.keep(child, value, key);
        }
    }

    /** A node ended and reads nothing any more: forgets results that it was the last to read. */
    void readBy(int v) {
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            if (run.edges.upKind(e) != EdgeKind.ORDER) {
                int before = run.edges.up(e);
                boolean ended = run.states[before].isFinished(); // in a cancelled run a reader may end first
                if (--readers[before] == 0 && ended && !run.plan.node(before).kept()) {
                    release(before);
                }
            }
        }
    }

    private void release(int v) {
        values[v] = null;
        released.set(v);
        Children kids = run.children[v];
        if (kids != null) {
            kids.values = Sources.NOTHING;
        }
    }

    /** The value that a node, or a child of it, has for whoever reads it. */
    @Nullable
    Object valueOrAbsent(int v, int child) {
        Children kids = run.children[v];
        State state = run.state(v, child);
        boolean partial = kids != null && child < 0 && state.isFinished() && !(state instanceof State.Skipped);
        if (MappedValues.hasValue(state) || partial) {
            return child < 0 || kids == null ? values[v] : kids.value(child);
        }
        return state instanceof State.Skipped ? Absent.SKIPPED : Absent.FAILED;
    }

    /** The result of a task run for whoever looks at the run. */
    RunView.Value result(int v, int child) {
        Object value = valueOrAbsent(v, child);
        if (value instanceof Absent || !run.graph.node(v).hasValue()) {
            return RunView.Value.ABSENT;
        }
        Children kids = run.children[v];
        String key = child >= 0 && kids != null ? kids.stored(child) : Objects.requireNonNullElse(stored[v], "");
        return released.get(v) ? new RunView.Value(false, null, key) : new RunView.Value(true, value, key);
    }
}
