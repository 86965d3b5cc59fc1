package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is now, with those of its task runs that changed.
 *
 * @param agent who carries it out; null: nobody just now
 * @param tasks a row for each: node, child (-1: the node itself), name of the state, when it started and ended in
 *     milliseconds since 1970 (null: not yet), attempts so far, and the worker that
 *     called the last one (null: none of a cluster)
 */
public record RunChange(
        StateJson state,
        int epoch,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String agent,
        List<List<@Nullable Object>> tasks) {
    public RunChange {
        tasks = Given.list(tasks, "tasks");
    }
}
