package dev.reeve.cluster;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/** The calls that go on in a worker, by their keys. Thread-safe. */
final class RunningCalls {
    /** Under what the grid's node knows them. */
    private static final String KEY = "reeve.calls";

    /** Orders to stop that are kept for calls that are not known: most are of such that have ended. */
    private static final int MOST = 1_000;

    private final Map<String, RunningCall> running = new HashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();

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

    /** A call that came. */
    synchronized RunningCall begin(String key) {
        RunningCall call = new RunningCall();
        running.put(key, call);
        if (stopped.remove(key)) {
            call.stop();
        }
        return call;
    }

    /** Interrupts that call, or, as an order may come before its call, the one that comes. */
    synchronized void stop(String key) {
        RunningCall call = running.get(key);
        if (call != null) {
            call.stop();
            return;
        }
        stopped.add(key);
        if (stopped.size() > MOST) {
            stopped.remove(stopped.iterator().next());
        }
    }

    synchronized @Nullable RunningCall ifAny(String key) {
        return running.get(key);
    }

    synchronized void ended(String key) {
        running.remove(key);
    }

    /** A driver left: no call of it comes any more. */
    synchronized void left(UUID driver) {
        stopped.removeIf(key -> key.startsWith(driver.toString()));
    }

    /** How many orders are kept. */
    synchronized int kept() {
        return stopped.size();
    }
}
