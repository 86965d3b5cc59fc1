package dev.reeve.api;

import java.util.List;

/**
 * What happened in several runs that one runner has.
 *
 * @param runs at most 100, no run twice
 */
public record ManyEvents(List<RunEvents> runs) {
    public ManyEvents {
        runs = Given.list(runs, "runs");
    }
}
