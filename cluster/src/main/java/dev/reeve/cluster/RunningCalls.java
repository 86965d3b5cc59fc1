package dev.reeve.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that go on in a worker, by their keys. Thread-safe. */
final class RunningCalls {
    /** Under what the grid's node knows them. */
    static final String KEY = "reeve.calls";

    private final Map<String, RunningCall> running = new ConcurrentHashMap<>();

    /** That call, which is not begun yet if it is new: an order may come before the call itself. */
    RunningCall of(String key) {
        return running.computeIfAbsent(key, none -> new RunningCall());
    }

    @Nullable
    RunningCall ifAny(String key) {
        return running.get(key);
    }

    void ended(String key) {
        running.remove(key);
    }

    /** How many there are. */
    int size() {
        return running.size();
    }
}
