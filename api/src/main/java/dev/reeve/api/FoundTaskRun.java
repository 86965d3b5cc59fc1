package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task run, and the run that it is of.
 *
 * @param run the run's id
 * @param node its node's place in the structure
 * @param attempts how many attempts began
 * @param worker the worker of a cluster that called its last attempt; null: none did
 */
public record FoundTaskRun(
        String run,
        String runName,
        String project,
        String flow,
        int version,
        int node,
        String task,
        StateJson state,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String worker) {}
