package dev.reeve.server.run;

import dev.reeve.server.http.Caller;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs that people asked this server to stop: told to the runner with the next answer. Only to be quicker than the
 * agent's heartbeat, which tells it in any case. Thread-safe.
 */
public final class Cancels implements HandRoutes.Asked {
    private static final int MOST = 10_000;

    private final Map<UUID, String> reasons = new ConcurrentHashMap<>();

    /** None yet. */
    public Cancels() {}

    void asked(UUID run, String reason) {
        if (reasons.size() >= MOST) {
            reasons.clear();
        }
        reasons.put(run, reason);
    }

    @Override
    public @Nullable String reason(Caller.OfRunner runner) {
        return reasons.get(runner.run());
    }
}
