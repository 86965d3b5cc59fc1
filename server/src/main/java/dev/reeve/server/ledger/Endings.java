package dev.reeve.server.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Wakes who waits for the end of a run that its runner tells this process. What another server is told, or the server decides
 * itself, is found by looking again: do not wait much longer than a second. Thread-safe.
 */
public final class Endings {
    private final Map<UUID, Set<Waiter>> waiting = new HashMap<>();
    private volatile boolean released;

    Endings() {}

    /** Somebody who waits for the end of one run, from when it was made on. */
    public final class Waiter implements AutoCloseable {
        private final UUID run;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Waiter(UUID run) {
            this.run = run;
        }

        /** Waits so long at most; whether the end was told meanwhile. */
        public boolean await(Duration longest) throws InterruptedException {
            return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /** Waits for that run's end: look at the run after this, and then wait. */
    public Waiter of(UUID run) {
        Waiter waiter = new Waiter(run);
        synchronized (waiting) {
            waiting.computeIfAbsent(run, none -> new HashSet<>()).add(waiter);
        }
        return waiter;
    }

    private void leave(Waiter waiter) {
        synchronized (waiting) {
            waiting.computeIfPresent(waiter.run, (run, all) -> all.remove(waiter) && all.isEmpty() ? null : all);
        }
    }

    /** The end of that run is committed. */
    void ended(UUID run) {
        synchronized (waiting) {
            waiting.getOrDefault(run, Set.of()).forEach(waiter -> waiter.ended.countDown());
        }
    }

    /** Nobody waits any longer, for the server stops. */
    public void release() {
        synchronized (waiting) {
            released = true;
            waiting.values().forEach(all -> all.forEach(waiter -> waiter.ended.countDown()));
        }
    }

    /** Whether waiting has no use any more. */
    public boolean released() {
        return released;
    }

    /** How many runs somebody waits for. */
    int awaited() {
        synchronized (waiting) {
            return waiting.size();
        }
    }
}
