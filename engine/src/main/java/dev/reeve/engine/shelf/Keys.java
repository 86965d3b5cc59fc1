package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Template;
import dev.reeve.graph.TemplateContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of stored results: {@code targets/…} as the target says, {@code cache/…} by fingerprint,
 * {@code runs/RUN/TASK/…} for what belongs to one attempt. Thread-safe.
 */
final class Keys {
    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final int epoch;

    /** Those of an epoch of a run, which counts attempts anew. */
    Keys(int epoch) {
        this.epoch = epoch;
    }

    /** The key under which a result is found by later runs; empty if it is not to be found. */
    String found(GraphNode node, @Nullable Object[] inputs, TaskRun context, String fingerprint) {
        if (!node.settings().target().isEmpty()) {
            Template template = templates.computeIfAbsent(node.settings().target(), Template::parse);
            return "targets/" + template.path(templateContext(node, inputs, context)::value);
        }
        if (node.settings().cacheFor() != null && !fingerprint.isEmpty()) {
            return cacheKey(node, context, fingerprint);
        }
        return "";
    }

    private static String cacheKey(GraphNode node, TaskRun context, String fingerprint) {
        String shared = node.settings().sharedCache();
        List<String> parts = new ArrayList<>(List.of(fingerprint));
        parts.addAll(shared.isEmpty() ? List.of(context.flowName(), node.name()) : List.of("shared", shared, ""));
        return "cache/" + Fingerprints.combined(parts);
    }

    /** The key that only this attempt uses. */
    String ofAttempt(TaskRun context) {
        return ofAttempt(context, epoch, context.attempt());
    }

    /** The key that an attempt of the epoch before used. */
    String ofEarlier(TaskRun context, int attempt) {
        return ofAttempt(context, epoch - 1, attempt);
    }

    private static String ofAttempt(TaskRun context, int epoch, int attempt) {
        String child = context.mapIndex() < 0 ? "" : "/" + context.mapIndex();
        return "runs/" + context.flowRunId() + "/"
                + Template.parse("{task_name}").path(name -> context.taskName())
                + child + "/" + (epoch == 1 ? "" : epoch + "-") + attempt;
    }

    private TemplateContext templateContext(GraphNode node, @Nullable Object[] inputs, TaskRun context) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        List<String> names = node.function().inputNames();
        for (int i = 0; i < Math.min(names.size(), inputs.length); i++) {
            named.put(names.get(i), inputs[i]);
        }
        return new TemplateContext(
                context.flowName(),
                context.flowRunId(),
                context.flowRunName(),
                context.taskName(),
                context.tags(),
                context.mapIndex(),
                context.scheduledTime(),
                context.zone(),
                context.parameters(),
                named);
    }
}
