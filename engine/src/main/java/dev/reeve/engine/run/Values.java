package dev.reeve.engine.run;

import dev.reeve.engine.spill.Elsewhere;
import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.spill.Remote;
import dev.reeve.graph.EdgeKind;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of a run's tasks, as long as somebody reads or keeps them. Touched by the role's holder only. */
final class Values {
    private final Run run;
    private final @Nullable Object[] values;
    private final @Nullable String[] stored;
    /** Nodes whose last reader has ended. */
    private final BitSet unread = new BitSet();

    private final BitSet released = new BitSet();
    /** Children, by slot, whose results are of an earlier epoch and not at hand. */
    private final BitSet missing = new BitSet();

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
        run.relief.kept(v, child);
        if (run.remote != null) {
            run.remote.kept(value);
        }
    }

    /** The value of a node that ended in an earlier epoch is not at hand, for nobody in this one reads it. */
    void absent(int v) {
        released.set(v);
    }

    /** The same of a child of a node that is not as it was: its result is no null, and neither is it in the list. */
    void missing(int v, int child) {
        missing.set(run.slot(v, child));
    }

    private boolean gone(int v, int child) {
        Children kids = run.children[v];
        if (released.get(v) || kids == null) {
            return released.get(v);
        }
        int from = kids.firstSlot + Math.max(0, child);
        int first = missing.nextSetBit(from);
        return first >= 0 && first < (child < 0 ? kids.firstSlot + kids.width : from + 1);
    }

    /**
     * A node ended: forgets results that it was the last to read, and its own if all that would have read it ended
     * before, as one that takes fewer children than a mapped node has, or none.
     */
    void ended(int v) {
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            if (run.edges.upKind(e) != EdgeKind.ORDER) {
                int before = run.edges.up(e);
                if (--readers[before] == 0) {
                    unread.set(before);
                    release(before);
                }
            }
        }
        release(v);
    }

    private void release(int v) {
        if (!unread.get(v) || !run.states[v].isFinished() || run.plan.node(v).kept()) {
            return;
        }
        Remote.forget(values[v]);
        values[v] = null;
        released.set(v);
        Children kids = run.children[v];
        if (kids != null) {
            if (run.remote != null) {
                Arrays.stream(kids.values).forEach(Remote::forget);
            }
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
            return Elsewhere.handed(cell(v, child), run.slot(v, child));
        }
        if (!(state instanceof State.Skipped)) {
            return Absent.FAILED;
        }
        return kids == null || child >= 0 ? Absent.SKIPPED : Absent.NO_CHILD;
    }

    /** What stands in the place of a result. */
    @Nullable
    Object cell(int v, int child) {
        Children kids = run.children[v];
        return child < 0 || kids == null ? values[v] : kids.value(child);
    }

    /** Puts another thing in the place of one, unless it is not there any more. */
    @SuppressWarnings("ReferenceEquality") // that object, and no equal one
    void replace(int v, int child, Object old, Object with) {
        Children kids = run.children[v];
        if (child < 0 || kids == null) {
            if (values[v] == old) {
                values[v] = with;
            }
        } else {
            kids.replace(child, old, with);
        }
    }

    /** The values of a mapped node's children by index; an {@link Absent} for each that has none. */
    List<@Nullable Object> byIndex(int v) {
        Children kids = run.kids(v);
        @Nullable Object[] cells = kids.values;
        if (kids.successful < kids.width) {
            cells = new Object[kids.width];
            Arrays.setAll(cells, i -> valueOrAbsent(v, i));
        }
        return new KeptList(cells, kids.firstSlot, null);
    }

    /** The result of a task run for whoever looks at the run. */
    RunView.Value result(int v, int child) {
        Children kids = run.children[v];
        boolean gone = gone(v, child);
        Object value = gone ? null : valueOrAbsent(v, child);
        if (value instanceof Absent || !run.graph.node(v).hasValue()) {
            return RunView.Value.ABSENT;
        }
        String key = child >= 0 && kids != null ? kids.stored(child) : Objects.requireNonNullElse(stored[v], "");
        return gone ? new RunView.Value(false, null, key) : new RunView.Value(true, value, key);
    }
}
