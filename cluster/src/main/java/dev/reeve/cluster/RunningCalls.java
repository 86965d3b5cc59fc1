package dev.reeve.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/** The calls that go on in a worker, by their keys. Thread-safe. */
final class RunningCalls {
    /** Under what the grid's node knows them. */
    private static final String KEY = "reeve.calls";

    private final Map<String, RunningCall> running = new ConcurrentHashMap<>();

    private final CountDownLatch hears = new CountDownLatch(1);

    /** Those of a node. */
    static RunningCalls of(Ignite ignite) {
        return (RunningCalls)
                ignite.cluster().<String, Object>nodeLocalMap().computeIfAbsent(KEY, none -> new RunningCalls());
    }

    /** Orders of drivers are heard from now on. */
    void begin() {
        hears.countDown();
    }

    /** Waits until orders are heard: others may send calls as soon as they see the node. */
    void await() throws InterruptedException {
        hears.await();
    }

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
}
