package dev.reeve.engine.run;

import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The children of one mapped node. Touched by the role's holder only; what workers need of it is handed to them. */
final class Children {
    final int width;
    /** The number of child 0 among all task runs of the flow run, for the history. */
    final int firstSlot;
    /** When they came into being, in nanoseconds. */
    final long since;

    /** What they are mapped over, by input; empty once all have ended. */
    @Nullable
    List<@Nullable Object>[] lists;

    final State[] states;

    @Nullable
    Object[] values;
    /** How many aligned children each still waits for; null where all became ready together. */
    int @Nullable [] waitsFor;

    /** The keys under which results of children are stored; null while none is. */
    private @Nullable String @Nullable [] stored;

    /** What all of them are told when they are admitted, where that is the same for all. */
    TaskEvent.@Nullable UpstreamsFinished admission;

    /** How much the journal was told by then: all that the first attempt of any of them depends on. */
    long told;

    int open;
    int successful;
    int skipped;
    int failed;
    int cancelled;

    Children(int width, int firstSlot, @Nullable List<@Nullable Object>[] lists, long since) {
        this.width = width;
        this.firstSlot = firstSlot;
        this.lists = lists;
        this.since = since;
        this.states = new State[width];
        Arrays.fill(states, State.Pending.NOW);
        this.values = new Object[width];
        this.open = width;
    }

    /** Puts down a child's result. */
    void keep(int child, @Nullable Object value, String key) {
        values[child] = value;
        if (!key.isEmpty()) {
            if (stored == null) {
                stored = new String[width];
            }
            stored[child] = key;
        }
    }

    /** Puts another thing in the place of a result, unless it is not there any more. */
    @SuppressWarnings("ReferenceEquality") // that object, and no equal one
    void replace(int child, Object old, Object with) {
        if (value(child) == old) {
            values[child] = with;
        }
    }

    /** A child's result; null also once the results were let go. */
    @Nullable
    Object value(int child) {
        return child < values.length ? values[child] : null;
    }

    /** The key under which a child's result is stored; empty if it is not. */
    String stored(int child) {
        String key = stored == null ? null : stored[child];
        return key == null ? "" : key;
    }

    /** Counts how a child ended. */
    void count(State state) {
        open--;
        if (state instanceof State.Skipped) {
            skipped++;
        } else if (state.isSuccessful()) {
            successful++;
        } else if (state.isFailed()) {
            failed++;
        } else {
            cancelled++;
        }
    }

    /** How they ended. */
    Upstreams ended() {
        return new Upstreams(successful, skipped, failed, cancelled, 0);
    }
}
