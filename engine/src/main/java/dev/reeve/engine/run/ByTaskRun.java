package dev.reeve.engine.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that few task runs have. Costs nothing while none has it. Touched by the role's holder only. */
final class ByTaskRun<T> {
    private @Nullable Map<Long, T> entries;

    private static long key(int v, int child) {
        return (long) v << 32 | child + 1;
    }

    /** What that task run has; null for nothing. */
    @Nullable
    T get(int v, int child) {
        return entries == null ? null : entries.get(key(v, child));
    }

    void put(int v, int child, T value) {
        if (entries == null) {
            entries = new HashMap<>();
        }
        entries.put(key(v, child), value);
    }

    void remove(int v, int child) {
        if (entries != null) {
            entries.remove(key(v, child));
        }
    }

    int size() {
        return entries == null ? 0 : entries.size();
    }
}
