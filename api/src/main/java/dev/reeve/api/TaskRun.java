package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task run as the server knows it.
 *
 * @param node its node's place in the structure
 * @param child the index of a mapped child; -1 for the node itself
 * @param attempts how many attempts began
 * @param result where its result lies, never what it is; null: it has none
 * @param worker the worker of a cluster that called its last attempt, with its process and host; null: its run's own process
 *     did, or there was no attempt
 */
public record TaskRun(
        int node,
        int child,
        String task,
        StateJson state,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String result,
        @Nullable String worker) {}
