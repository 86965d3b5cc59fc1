package dev.reeve.engine.record;

import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The histories of many task runs in a few arrays: each entry knows the one before it of the same task run. */
final class Histories {
    private State[] states = new State[1024];
    private long[] times = new long[1024];
    private int[] previous = new int[1024];
    private int entries;
    private int[] last = new int[64];
    private @Nullable Stored[] stored = new Stored[64];
    private int size;
    private final Callers callers = new Callers();

    /** Which workers called the attempts. */
    Callers callers() {
        return callers;
    }

    /** A place for one more task run. */
    int place() {
        if (size == last.length) {
            last = Arrays.copyOf(last, size * 2);
            stored = Arrays.copyOf(stored, size * 2);
        }
        last[size] = -1;
        return size++;
    }

    void add(int place, State state, long time) {
        if (entries == times.length) {
            states = Arrays.copyOf(states, entries * 2);
            times = Arrays.copyOf(times, entries * 2);
            previous = Arrays.copyOf(previous, entries * 2);
        }
        states[entries] = state;
        times[entries] = time;
        previous[entries] = last[place];
        last[place] = entries++;
    }

    void stored(int place, @Nullable Stored result) {
        stored[place] = result;
    }

    @Nullable
    Stored stored(int place) {
        return stored[place];
    }

    /** The last state; Pending if nothing was written of it. */
    State state(int place) {
        return last[place] < 0 ? State.Pending.NOW : states[last[place]];
    }

    /** All states, oldest first, without the Pending that each begins with. */
    List<RunView.Entry> of(int place) {
        List<RunView.Entry> history = new ArrayList<>(4);
        for (int e = last[place]; e >= 0; e = previous[e]) {
            history.add(new RunView.Entry(states[e], Time.instant(times[e])));
        }
        Collections.reverse(history);
        return history;
    }
}
