package dev.reeve.api;

import java.util.List;

/** Runs for an agent; may be none. */
public record Claims(List<ClaimedRun> runs) {
    public Claims {
        runs = Given.list(runs, "runs");
    }
}
