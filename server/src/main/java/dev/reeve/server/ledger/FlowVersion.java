package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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
        Instant createdAt) {
    /** Whether a run of it would do the same as one of that. */
    boolean same(Registration other) {
        return structureHash.equals(Texts.clean(other.structureHash()))
                && code(bundle).equals(code(Texts.clean(other.bundle())))
                && JsonMapper.shared()
                        .readTree(parameters)
                        .equals(JsonMapper.shared().readTree(Texts.clean(other.parameters())))
                && labels.equals(other.labels().stream().map(Texts::clean).toList());
    }

    private static String code(String bundle) {
        return JsonMapper.shared().readTree(bundle).path("sha256").asString("");
    }
}
