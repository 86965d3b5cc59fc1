package dev.reeve.api;

import java.time.Instant;
import java.util.List;

/**
 * Agents, and what waits for one.
 *
 * @param at when that was so, by the clock that the times here are of
 * @param items the one that came last first
 * @param waiting runs that are due and that nobody has, by their labels, those that wait longest first
 */
public record Agents(Instant at, List<AgentInfo> items, List<UnclaimedRuns> waiting) {
    public Agents {
        items = Given.list(items, "items");
        waiting = Given.list(waiting, "waiting");
    }
}
