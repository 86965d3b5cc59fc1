package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import dev.reeve.engine.run.RunNaming;
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

    Keys(CacheKeys cacheKeys) {
        this.cacheKeys = cacheKeys;
    }

    /** The key under which a result is found by later runs; empty if it is not to be found. */
    String found(GraphNode node, @Nullable Object[] inputs, TaskRun context) {
        if (!node.settings().target().isEmpty()) {
            Template template = templates.computeIfAbsent(node.settings().target(), Template::parse);
            return "targets/" + template.path(RunNaming.templateContext(node, inputs, context)::value);
        }
        return node.settings().cacheFor() == null ? "" : cacheKeys.of(node, inputs, context);
    }

    /** The key that only this attempt uses. */
    String ofAttempt(TaskRun context) {
        String child = context.mapIndex() < 0 ? "" : "/" + context.mapIndex();
        return "runs/" + context.flowRunId() + "/"
                + Template.parse("{task_name}").path(name -> context.taskName())
                + child + "/" + context.attempt();
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
