package dev.reeve.client;

import dev.reeve.api.ArtifactInfo;
import dev.reeve.api.BulkAnswer;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.CriticalPath;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowStructure;
import dev.reeve.api.FoundTaskRun;
import dev.reeve.api.JournalPage;
import dev.reeve.api.LogHits;
import dev.reeve.api.Logs;
import dev.reeve.api.Page;
import dev.reeve.api.RunGraph;
import dev.reeve.api.TaskRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What pages of runs show beyond the run itself. Thread-safe; throws as {@link ReeveClient} does. */
public final class RunPages {
    private final Connection server;

    RunPages(Connection server) {
        this.server = server;
    }

    private static String run(String id) {
        return "/flow-runs/" + Connection.escaped(id);
    }

    /** All task runs of a run in columns; of the nodes at those places their children too. */
    public RunGraph graph(String runId, Collection<Integer> expanded) throws InterruptedException {
        String places = expanded.stream().map(String::valueOf).collect(Collectors.joining(","));
        Query query = new Query().with("expand", places.isEmpty() ? null : places);
        return server.get(run(runId) + "/graph" + query, new TypeReference<>() {});
    }

    /**
     * Runs that tasks of a run are, by task, child and attempt.
     *
     * @param node of that task only, by its place; null: of all
     * @param child the index of a mapped child; -1: the task itself; of meaning with a node only
     * @param cursor of the page before; null: the first
     */
    public Page<FlowRun> children(String runId, @Nullable Integer node, int child, @Nullable String cursor)
            throws InterruptedException {
        Query query = new Query()
                .with("node", node)
                .with("child", node == null ? null : (Integer) child)
                .with("limit", 200)
                .with("cursor", cursor);
        return server.get(run(runId) + "/children" + query, new TypeReference<>() {});
    }

    /** What a run looks like, also one that a task of another is. */
    public FlowStructure structure(String runId) throws InterruptedException {
        return server.get(run(runId) + "/structure", new TypeReference<>() {});
    }

    /** What a run told so far, and the runs that tasks of it are, for whoever plans how it goes on. */
    public JournalPage journal(String runId, @Nullable String after) throws InterruptedException {
        return server.get(run(runId) + "/journal" + new Query().with("after", after), new TypeReference<>() {});
    }

    /** What decided how long a run took. */
    public CriticalPath criticalPath(String runId) throws InterruptedException {
        return server.get(run(runId) + "/critical-path", new TypeReference<>() {});
    }

    /**
     * Task runs of a run, in the order of definition.
     *
     * @param node of that one and its children only; null: of all
     * @param states names of states between commas; null: any
     * @param cursor of the page before; null: the first
     */
    public Page<TaskRun> taskRuns(
            String runId, @Nullable Integer node, @Nullable String states, @Nullable String cursor)
            throws InterruptedException {
        Query query = new Query().with("node", node).with("state", states).with("cursor", cursor);
        return server.get(run(runId) + "/task-runs" + query, new TypeReference<>() {});
    }

    /** Task runs over many runs. */
    public Page<FoundTaskRun> taskRuns(TaskRunsQuery which) throws InterruptedException {
        Query query = new Query()
                .with("project", which.project())
                .with("flow", which.flow())
                .with("task", which.task())
                .with("state", which.states())
                .with("limit", which.limit())
                .with("cursor", which.cursor());
        return server.get("/task-runs" + query, new TypeReference<>() {});
    }

    /** Lines of a run's log from a number on, counted from 1; fewer than asked for if they are long. */
    public Logs logs(String runId, LogLines which, long fromLine, int limit) throws InterruptedException {
        Query query = which.query().with("fromLine", fromLine).with("limit", limit);
        return server.get(run(runId) + "/logs" + query, new TypeReference<>() {});
    }

    /** Which lines have the text of {@code which}, at most so many numbers; all are counted. */
    public LogHits search(String runId, LogLines which, long fromLine, int limit) throws InterruptedException {
        Query query = which.query().with("fromLine", fromLine).with("limit", limit);
        return server.get(run(runId) + "/logs/search" + query, new TypeReference<>() {});
    }

    /**
     * Writes a run's log somewhere.
     *
     * @param format {@code text}, {@code raw} or {@code ndjson}
     * @throws IOException if it cannot be written there
     */
    public void download(String runId, LogLines which, String format, OutputStream to)
            throws IOException, InterruptedException {
        server.download(run(runId) + "/logs/download" + which.query().with("format", format), to);
    }

    /** What its tasks kept for people. */
    public Page<ArtifactInfo> artifacts(String runId, @Nullable String cursor) throws InterruptedException {
        return server.get(run(runId) + "/artifacts" + new Query().with("cursor", cursor), new TypeReference<>() {});
    }

    /**
     * Writes an artifact somewhere.
     *
     * @throws IOException if it cannot be written there
     */
    public void artifact(String runId, ArtifactInfo artifact, OutputStream to)
            throws IOException, InterruptedException {
        Query query = new Query()
                .with("node", artifact.node())
                .with("child", artifact.child())
                .with("name", artifact.name());
        server.download(run(runId) + "/artifacts/content" + query, to);
    }

    /** Stops many runs, or deletes them. What cannot be done to one is said with it. */
    public BulkAnswer bulk(BulkRequest what) throws InterruptedException {
        return server.post("/flow-runs:bulk", what, new TypeReference<>() {});
    }
}
