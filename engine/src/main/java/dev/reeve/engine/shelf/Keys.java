package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import dev.reeve.engine.run.RunNaming;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Template;
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
    private final CacheKeys cacheKeys;
    private final int epoch;

    /** Those of an epoch of a run, which counts attempts anew. */
    Keys(CacheKeys cacheKeys, int epoch) {
        this.cacheKeys = cacheKeys;
        this.epoch = epoch;
    }

    /** The key under which a result is found by later runs; empty if it is not to be found. */
    String found(GraphNode node, @Nullable Object[] inputs, Shelf.Asking context) {
        if (!node.settings().target().isEmpty()) {
            Template template = templates.computeIfAbsent(node.settings().target(), Template::parse);
            return "targets/" + template.path(RunNaming.templateContext(node, inputs, context)::value);
        }
        return node.settings().cacheFor() == null ? "" : cacheKeys.of(node, inputs, context);
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

    /** The inputs that have a name. */
    static Map<String, @Nullable Object> named(GraphNode node, @Nullable Object[] inputs) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        List<String> names = node.function().inputNames();
        for (int i = 0; i < Math.min(names.size(), inputs.length); i++) {
            if (!names.get(i).isEmpty()) {
                named.put(names.get(i), inputs[i]);
            }
        }
        return named;
    }
}
