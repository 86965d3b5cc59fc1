package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task run that succeeded made an asset, or read it.
 *
 * @param produced whether it made it
 * @param node the task's place in the structure
 * @param dataInterval the span of data that the run is about; null: it is about none
 */
public record AssetEvent(
        boolean produced,
        String runId,
        String runName,
        String flow,
        int node,
        String task,
        int epoch,
        int attempt,
        Instant at,
        @Nullable DataInterval dataInterval) {}
