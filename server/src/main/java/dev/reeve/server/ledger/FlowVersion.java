package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a flow.
 *
 * @param id names the version
 * @param flowId names the flow, of all versions
 * @param version counted from 1 within the flow
 */
public record FlowVersion(
        int id,
        int flowId,
        int projectId,
        String flow,
        int version,
        String structureHash,
        FlowStructure structure,
        String parameters,
        @Nullable String schedule,
        String bundle,
        List<String> labels,
        String readme,
        Instant createdAt) {}
