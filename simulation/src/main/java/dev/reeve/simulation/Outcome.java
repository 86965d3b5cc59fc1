package dev.reeve.simulation;

import java.util.List;

/**
 * What came of one simulated world.
 *
 * @param wrong what should not have happened; empty if all went well
 * @param digest stands for all that happened
 * @param trace what happened, for people; empty unless it was asked for
 */
public record Outcome(long seed, List<String> wrong, long digest, List<String> trace) {
    /** Whether nothing went wrong that should not. */
    public boolean good() {
        return wrong.isEmpty();
    }
}
