package dev.reeve.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task run's result was made from.
 *
 * @param child the child's index; -1 for a task that is not mapped and for a mapped node itself
 * @param result where the result is; null: none is stored
 * @param hash its checksum; null: none is stored
 * @param code what was run
 * @param flowVersion of the flow
 * @param parameters of the run
 * @param inputs results of the tasks that it depends on; of a mapped one those of its children, the first hundred
 * @param reads assets that the task says it reads
 * @param produces assets that it says it makes
 */
public record Provenance(
        String runId,
        int node,
        int child,
        String task,
        StateJson state,
        @Nullable String result,
        @Nullable String hash,
        Bundle code,
        int flowVersion,
        Map<String, @Nullable Object> parameters,
        List<ProvenanceInput> inputs,
        List<String> reads,
        List<String> produces) {}
