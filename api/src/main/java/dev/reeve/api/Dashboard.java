package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All tiles of the first page.
 *
 * @param at as of when
 * @param window what was asked for, such as {@code 24h}
 * @param history runs of the window
 * @param states how many of them are in which state, by its name
 * @param failing flows with most failed runs in the window, the worst first
 * @param agents of the whole server
 */
public record Dashboard(
        Instant at,
        String window,
        Histogram history,
        Map<String, Long> states,
        List<FailingFlow> failing,
        WaitingRuns waiting,
        RunningRuns running,
        AgentCounts agents,
        Lag lag) {}
