package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import dev.reeve.engine.run.RunNaming;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Template;
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

    /** The key under which a loop's turns hand on: each puts its own in the place of the last one's. */
    String ofTurns(TaskRun context) {
        return ofTurns(context.flowRunId(), context.taskName(), epoch);
    }

    /** The same of all epochs so far. */
    List<String> ofAllTurns(String runId, String task) {
        return ofAllTurns(runId, task, epoch);
    }

    /** The same of the first so many epochs. */
    static List<String> ofAllTurns(String runId, String task, int epochs) {
        List<String> keys = new ArrayList<>();
        for (int e = 1; e <= epochs; e++) {
            keys.add(ofTurns(runId, task, e));
        }
        return keys;
    }

    private static String ofTurns(String runId, String task, int epoch) {
        return ofTask(runId, task) + "/" + ofEpoch(epoch) + "turn";
    }

    private static String ofAttempt(TaskRun context, int epoch, int attempt) {
        String child = context.mapIndex() < 0 ? "" : "/" + context.mapIndex();
        return ofTask(context.flowRunId(), context.taskName()) + child + "/" + ofEpoch(epoch) + attempt;
    }

    private static String ofTask(String runId, String task) {
        return "runs/" + runId + "/" + Template.parse("{task_name}").path(name -> task);
    }

    private static String ofEpoch(int epoch) {
        return epoch == 1 ? "" : epoch + "-";
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
