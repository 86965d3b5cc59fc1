package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as a row of a grid: the tasks of its version from {@code taskCursor} on, in columns. Times are microseconds since
 * 1970, 0: not yet. Children are not in it.
 *
 * @param state the run's
 * @param states the names of states; {@code taskState} has places in here
 * @param node places in the structure of the row's version
 * @param tasks the names of those tasks, in the first row of each version; null: as in the row of that version before
 * @param nextTask what {@code taskCursor} has to be for more tasks; null: these were the last
 */
public record GridRow(
        String run,
        String name,
        int version,
        String state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<String> states,
        int[] node,
        int[] taskState,
        long[] start,
        long[] end,
        int[] attempt,
        @Nullable List<String> tasks,
        @Nullable Integer nextTask) {}
