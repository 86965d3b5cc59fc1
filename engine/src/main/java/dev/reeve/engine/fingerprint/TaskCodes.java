package dev.reeve.engine.fingerprint;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The code of tasks, each worked out when it is first asked for and kept with its flow. Thread-safe. */
public final class TaskCodes {
    private static final Map<FlowGraph, @Nullable TaskCode[]> KNOWN = new WeakHashMap<>();

    private TaskCodes() {}

    /**
     * The code of a task of that flow.
     *
     * @throws IllegalStateException if that code cannot be read, such as that of a class made while the program runs;
     *     says to give the task a version of its own
     */
    public static TaskCode of(FlowGraph graph, GraphNode node) {
        @Nullable TaskCode[] codes;
        synchronized (KNOWN) {
            codes = KNOWN.computeIfAbsent(graph, key -> new @Nullable TaskCode[key.size()]);
            TaskCode known = codes[node.index()];
            if (known != null) {
                return known;
            }
        }
        TaskCode code = new TaskFunctions(graph, node).code();
        synchronized (KNOWN) {
            codes[node.index()] = code;
        }
        return code;
    }
}
