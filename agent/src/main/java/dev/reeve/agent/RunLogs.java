package dev.reeve.agent;

import dev.reeve.api.LogLevel;
import dev.reeve.api.PlacedTask;
import dev.reeve.api.RunLine;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The logs of the runs that are in hand in this process. What writes log lines hands them over here, with the run's
 * identifier and the task's label as they stand in SLF4J's diagnostic context, as {@code flow_run} and {@code task}.
 * Thread-safe.
 */
public final class RunLogs {
    private final Map<String, Log> logs = new ConcurrentHashMap<>();
    private volatile Settling settling = runId -> {};

    /** Waits until what a run printed has come here. */
    @FunctionalInterface
    interface Settling {
        void await(String runId) throws InterruptedException;
    }

    private volatile Watching watching = (at, level, task, text) -> {};

    /** Sees lines as they come. */
    @FunctionalInterface
    interface Watching {
        void saw(Instant at, LogLevel level, @Nullable String task, String text);
    }

    private record Log(LogShipping lines, FlowGraph graph, Map<String, FlowGraph> inner) {}

    /** With no run yet. */
    public RunLogs() {}

    void begin(String runId, FlowGraph graph, LogShipping lines) {
        logs.put(runId, new Log(lines, graph, new ConcurrentHashMap<>()));
    }

    /** A run that a task of such a run is. */
    void begin(String runId, FlowGraph graph) {
        Log log = log(runId);
        if (log != null) {
            log.inner().put(runId, graph);
        }
    }

    /** Each line of a run is shown there, too. */
    void watched(Watching watcher) {
        watching = watcher;
    }

    void settling(Settling waits) {
        settling = waits;
    }

    /** Waits until the lines are there that are on their way. */
    void settle(String runId) throws InterruptedException {
        settling.await(runId);
    }

    /** No more lines come. */
    void end(String runId) {
        logs.remove(runId);
    }

    /**
     * A line of a run.
     *
     * @param runId of the run, or of a flow run that is a task of it; null: of none
     * @param task the task's label, such as {@code fetch[3]}; null: of none
     * @return whether the run is in hand; else the line is the caller's to write
     */
    public boolean line(
            @Nullable String runId, @Nullable String task, Instant at, LogLevel level, String logger, String text) {
        Log log = runId == null ? null : log(runId);
        if (log == null || runId == null) {
            return false;
        }
        boolean own = runId.indexOf('.') < 0;
        Where where = own ? label(log.graph(), task) : inner(log.graph(), runId);
        PlacedTask inside = own ? null : inside(log, runId, task);
        log.lines().add(new RunLine(at, level, where.node(), where.child(), logger, LogShipping.cut(text), inside));
        watching.saw(at, level, task, text);
        return true;
    }

    /** A line that the process wrote, cut where it was read, and nobody knows for which run. */
    void toAll(Instant at, boolean error, String text) {
        RunLine line =
                new RunLine(at, error ? LogLevel.WARN : LogLevel.INFO, -1, -1, error ? "stderr" : "stdout", text);
        logs.values().forEach(log -> log.lines().add(line));
    }

    private @Nullable Log log(String runId) {
        int dot = runId.indexOf('.'); // behind it is a task of the run, which is a flow run
        return logs.get(dot < 0 ? runId : runId.substring(0, dot));
    }

    private static @Nullable PlacedTask inside(Log log, String runId, @Nullable String task) {
        FlowGraph graph = log.inner().get(runId);
        if (graph == null) {
            return null;
        }
        Where where = label(graph, task);
        return new PlacedTask(where.node(), where.child(), runId);
    }

    private record Where(int node, int child) {
        static final Where NOWHERE = new Where(-1, -1);
    }

    private static Where label(FlowGraph graph, @Nullable String label) {
        if (label == null) {
            return Where.NOWHERE;
        }
        GraphNode whole = graph.node(label).orElse(null);
        if (whole != null) {
            return new Where(whole.index(), -1);
        }
        int bracket = label.endsWith("]") ? label.lastIndexOf('[') : -1;
        GraphNode mapped =
                bracket < 0 ? null : graph.node(label.substring(0, bracket)).orElse(null);
        return mapped == null
                ? Where.NOWHERE
                : new Where(mapped.index(), Integer.parseInt(label, bracket + 1, label.length() - 1, 10));
    }

    /** The task that the flow run is: {@code RUN.label.attempt}, and perhaps more behind it. */
    private static Where inner(FlowGraph graph, String runId) {
        String rest = runId.substring(runId.indexOf('.') + 1);
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) { // names may have dots
            Where found = label(graph, rest.substring(0, dot));
            if (found.node() >= 0) {
                return found;
            }
        }
        return Where.NOWHERE;
    }
}
