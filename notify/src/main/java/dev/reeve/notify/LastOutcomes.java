package dev.reeve.notify;

import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the last runs of flows failed, as far as this process was told. Thread-safe. */
final class LastOutcomes {
    private static final int MOST_FLOWS = 10_000;

    /** {@code before}: whether the end before this one was a failure. */
    private record Outcome(String runId, Instant at, boolean failed, boolean before) {}

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Puts down how a run ended, which several handlers may tell of; whether the end before it was a failure. A cancelled
     * run is no news of its flow: the one before it counts on.
     */
    synchronized boolean ended(StateChange end) {
        Outcome last = outcomes.get(end.flow());
        if (last != null && last.runId().equals(end.runId()) && last.at().equals(end.at())) {
            return last.before();
        }
        boolean before = last != null && last.failed();
        if (end.to().isFailed() || end.to().isSuccessful()) {
            outcomes.put(end.flow(), new Outcome(end.runId(), end.at(), end.to().isFailed(), before));
            if (outcomes.size() > MOST_FLOWS) {
                outcomes.remove(outcomes.keySet().iterator().next());
            }
        }
        return before;
    }
}
