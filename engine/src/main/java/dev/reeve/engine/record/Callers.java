package dev.reeve.engine.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workers called the attempts of many task runs, in a few arrays: each entry knows the one before it of the same
 * task run. Task runs are named by their place in the {@link Histories}.
 */
final class Callers {
    private int[] last = {};
    private int[] previous = new int[64];
    private int[] epochs = new int[64];
    private int[] attempts = new int[64];
    private String[] names = new String[64];
    private int entries;
    /** A cluster has few workers, and a run may have a million tasks. */
    private final Map<String, String> known = new HashMap<>();
    /** Of which another attempt began since, or is to. */
    private final BitSet stale = new BitSet();

    /** An entry takes the place of one about the same attempt. */
    void add(int place, RecordedWorker worker) {
        int before = at(place);
        int entry = before >= 0 && epochs[before] == worker.epoch() && attempts[before] == worker.attempt()
                ? before
                : made(place, before);
        epochs[entry] = worker.epoch();
        attempts[entry] = worker.attempt();
        names[entry] = known.computeIfAbsent(worker.name(), name -> name);
        stale.clear(place);
    }

    private int made(int place, int before) {
        if (place >= last.length) {
            int length = last.length;
            last = Arrays.copyOf(last, Math.max(place + 1, Math.max(64, length * 2)));
            Arrays.fill(last, length, last.length, -1);
        }
        if (entries == previous.length) {
            previous = Arrays.copyOf(previous, entries * 2);
            epochs = Arrays.copyOf(epochs, entries * 2);
            attempts = Arrays.copyOf(attempts, entries * 2);
            names = Arrays.copyOf(names, entries * 2);
        }
        previous[entries] = before;
        last[place] = entries;
        return entries++;
    }

    private int at(int place) {
        return place < last.length ? last[place] : -1;
    }

    /** An attempt begins or is to begin; who calls it is not known yet. */
    void begins(int place) {
        if (at(place) >= 0) {
            stale.set(place);
        }
    }

    /** Who called the last attempt; null if that was the run's own process, or there was none. */
    @Nullable
    RecordedWorker current(int place) {
        int at = stale.get(place) ? -1 : at(place);
        return at < 0 ? null : entry(at);
    }

    /** Who called which attempt, oldest first. */
    List<RecordedWorker> of(int place) {
        List<RecordedWorker> workers = new ArrayList<>(0);
        for (int e = at(place); e >= 0; e = previous[e]) {
            workers.add(entry(e));
        }
        Collections.reverse(workers);
        return workers;
    }

    private RecordedWorker entry(int at) {
        return new RecordedWorker(epochs[at], attempts[at], names[at]);
    }
}
