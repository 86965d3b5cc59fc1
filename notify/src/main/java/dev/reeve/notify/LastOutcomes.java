package dev.reeve.notify;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the last runs of flows failed, as far as this process was told. Thread-safe. */
final class LastOutcomes {
    private static final int MOST_FLOWS = 10_000;

    /** {@code before}: whether the run before this one failed. */
    private record Outcome(String runId, boolean failed, boolean before) {}

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Puts down how a run ended, which several handlers may tell of; whether the one before had failed. A cancelled run
     * is no news of its flow: the one before it counts on.
     */
    synchronized boolean ended(String flow, String runId, boolean failed, boolean successful) {
        Outcome last = outcomes.get(flow);
        if (last != null && last.runId().equals(runId) && last.failed() == failed) {
            return last.before();
        }
        boolean before = last != null && last.failed();
        if (failed || successful) {
            outcomes.put(flow, new Outcome(runId, failed, before));
            if (outcomes.size() > MOST_FLOWS) {
                outcomes.remove(outcomes.keySet().iterator().next());
            }
        }
        return before;
    }
}
