package dev.reeve.cluster;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/** The functions that a worker has called for drivers that are there, the last ones of each: they are read once. Thread-safe. */
final class KnownFunctions {
    /** Under what the grid's node knows them. */
    private static final String KEY = "reeve.functions";

    /** Of one driver. */
    private static final int MOST = 200;

    private final Map<UUID, Map<Long, Known>> known = new HashMap<>();

    private record Known(CalledFunction function, ClassLoader loader) {}

    /** Those of a node. */
    static KnownFunctions of(Ignite ignite) {
        return (KnownFunctions)
                ignite.cluster().<String, Object>nodeLocalMap().computeIfAbsent(KEY, none -> new KnownFunctions());
    }

    /** The function of a call, read if it is new or its classes came anew. */
    CalledFunction of(Ignite ignite, UUID driver, Call call, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        CalledFunction there = find(driver, call.number(), loader);
        if (there != null) {
            return there;
        }
        CalledFunction read = (CalledFunction) Wire.read(call.function(), loader);
        CalledFunction kept = keep(driver, call.number(), new Known(read, loader));
        if (ignite.cluster().node(driver) == null) { // it left before that was kept
            left(driver);
        }
        return kept;
    }

    private synchronized @Nullable CalledFunction find(UUID driver, long number, ClassLoader loader) {
        Known there = known.getOrDefault(driver, Map.of()).get(number);
        return there == null || !there.loader().equals(loader) ? null : there.function();
    }

    /** Of two calls that read it at the same time, both get the first: it is one object for all. */
    private synchronized CalledFunction keep(UUID driver, long number, Known function) {
        CalledFunction there = find(driver, number, function.loader());
        if (there != null) {
            return there;
        }
        known.computeIfAbsent(driver, none -> new Last()).put(number, function);
        return function.function();
    }

    /** A driver left, and its classes go. */
    synchronized void left(UUID driver) {
        known.remove(driver);
    }

    /** How many are known. */
    synchronized int size() {
        return known.values().stream().mapToInt(Map::size).sum();
    }

    /** Those that were called last. */
    private static final class Last extends LinkedHashMap<Long, Known> {
        private static final long serialVersionUID = 1;

        Last() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > MOST;
        }
    }
}
