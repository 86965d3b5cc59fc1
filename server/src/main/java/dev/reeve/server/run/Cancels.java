package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.server.http.Caller;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs that people asked this server to stop, or answered: told to the runner with the next answer. Only to be quicker than the
 * agent's heartbeat, or than the runner asks, which tells it in any case. Thread-safe.
 */
public final class Cancels implements HandRoutes.Asked {
    private static final int MOST = 10_000;

    private record Hand(UUID run, int epoch) {}

    /** By the epoch that was asked: one that begins again later was not. */
    private final Map<Hand, Cancellation> asked = new ConcurrentHashMap<>();

    private final Set<UUID> answered = ConcurrentHashMap.newKeySet();

    /** None yet. */
    public Cancels() {}

    void asked(UUID run, int epoch, Cancellation cancellation) {
        if (asked.size() >= MOST) {
            asked.clear();
        }
        asked.putIfAbsent(new Hand(run, epoch), cancellation);
    }

    void answered(UUID run) {
        if (answered.size() >= MOST) {
            answered.clear();
        }
        answered.add(run);
    }

    @Override
    public boolean wasAnswered(UUID run) {
        return !answered.isEmpty() && answered.remove(run);
    }

    @Override
    public @Nullable Cancellation cancellation(Caller.OfRunner runner) {
        return asked.get(new Hand(runner.run(), runner.epoch()));
    }
}
