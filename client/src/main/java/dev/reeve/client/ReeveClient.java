package dev.reeve.client;

import dev.reeve.api.Agents;
import dev.reeve.api.ApiKey;
import dev.reeve.api.AuditEntry;
import dev.reeve.api.Bootstrap;
import dev.reeve.api.Cancellation;
import dev.reeve.api.CreatedKey;
import dev.reeve.api.Dashboard;
import dev.reeve.api.EventKind;
import dev.reeve.api.Flow;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.FlowStructure;
import dev.reeve.api.FlowVersion;
import dev.reeve.api.Histogram;
import dev.reeve.api.HistoryEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.api.Logs;
import dev.reeve.api.Me;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewUser;
import dev.reeve.api.Page;
import dev.reeve.api.Project;
import dev.reeve.api.ProjectChange;
import dev.reeve.api.Question;
import dev.reeve.api.Registration;
import dev.reeve.api.Reopening;
import dev.reeve.api.TaskAnswer;
import dev.reeve.api.TaskRun;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.api.Why;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A Reeve server as somebody with a key sees it. Thread-safe. Every method throws {@link RefusedException} if the server
 * refuses, {@link UnavailableException} if it cannot be reached, and waits a minute at most.
 */
public final class ReeveClient implements AutoCloseable {
    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private final Connection server;

    private ReeveClient(Connection server) {
        this.server = server;
    }

    /**
     * The server at that address; nothing is sent yet. Trusts whom the environment variable REEVE_CA_FILE names, else the
     * authorities that the JVM knows.
     *
     * @throws IllegalArgumentException if that is no address of a server
     */
    public static ReeveClient at(URI server, String key) {
        return at(server, key, Trust.ofEnvironment());
    }

    /**
     * The same for whom those authorities vouch for.
     *
     * @throws IllegalArgumentException if that is no address of a server, or there are no authorities in their file
     */
    public static ReeveClient at(URI server, String key, Trust trust) {
        return new ReeveClient(new Connection(server, key, trust));
    }

    /** Where it is. */
    public URI server() {
        return server.server();
    }

    /** The same server as an agent sees it, with the same key. Closed with this. */
    public AgentClient agent() {
        return new AgentClient(server);
    }

    /** The same server as the runner of a run sees it. Closed with this. */
    public RunnerClient runner(String runId, String runKey) {
        return new RunnerClient(server.with(runKey), runId);
    }

    /** Data outside of flows, and what results were made from. */
    public Assets assets() {
        return new Assets(server);
    }

    /** How many runs with a label, and tasks with a tag, go on at once. */
    public Limits limits() {
        return new Limits(server);
    }

    /** What pages of runs show: graphs, logs by line, artifacts. */
    public RunPages runPages() {
        return new RunPages(server);
    }

    /** What pages of flows show: grids, facts, versions; and runs asked for there. */
    public FlowPages flowPages() {
        return new FlowPages(server);
    }

    /** Agents, what they have, and what waits for one; {@code ended}: also those that are gone. */
    public Agents agents(boolean ended) throws InterruptedException {
        return server.get("/agents" + new Query().with("ended", ended), new TypeReference<>() {});
    }

    /** Who changed what, the newest first; for admins. */
    public Page<AuditEntry> audit(@Nullable String cursor) throws InterruptedException {
        return server.get("/audit" + new Query().with("cursor", cursor), new TypeReference<>() {});
    }

    /** Its schedules and backfills. Closed with this. */
    public Schedules schedules() {
        return new Schedules(server);
    }

    /** Who this is. */
    public Me me() throws InterruptedException {
        return server.get("/me", new TypeReference<>() {});
    }

    /** Makes a user; for admins. */
    public User createUser(NewUser user) throws InterruptedException {
        return server.post("/users", user, new TypeReference<>() {});
    }

    /** All users, by name; for admins. */
    public Page<User> users() throws InterruptedException {
        return server.get("/users", new TypeReference<>() {});
    }

    /** Changes a user; for admins. */
    public User changeUser(String id, UserChange change) throws InterruptedException {
        return server.patch("/users/" + Connection.escaped(id), change, new TypeReference<>() {});
    }

    /** Makes a key. What it is will not be shown again. */
    public CreatedKey createKey(NewKey key) throws InterruptedException {
        return server.post("/keys", key, new TypeReference<>() {});
    }

    /** One's own keys; for admins all. */
    public Page<ApiKey> keys() throws InterruptedException {
        return server.get("/keys", new TypeReference<>() {});
    }

    /** Makes that key open nothing from now on. */
    public void revokeKey(String id) throws InterruptedException {
        server.delete("/keys/" + Connection.escaped(id));
    }

    /** Makes a project; for admins. */
    public Project createProject(NewProject project) throws InterruptedException {
        return server.post("/projects", project, new TypeReference<>() {});
    }

    /** All projects that the key sees, by name. */
    public Page<Project> projects() throws InterruptedException {
        return server.get("/projects", new TypeReference<>() {});
    }

    /** That project. */
    public Project project(String name) throws InterruptedException {
        return server.get("/projects/" + Connection.escaped(name), new TypeReference<>() {});
    }

    /** Changes what is said about a project; for admins. */
    public Project changeProject(String name, ProjectChange change) throws InterruptedException {
        return server.patch("/projects/" + Connection.escaped(name), change, new TypeReference<>() {});
    }

    /** Deletes a project that has no flows; for admins. */
    public void deleteProject(String name) throws InterruptedException {
        server.delete("/projects/" + Connection.escaped(name));
    }

    /** Makes a flow known, or a new version of it. */
    public FlowVersion register(String project, Registration flow) throws InterruptedException {
        return server.post("/projects/" + Connection.escaped(project) + "/flows", flow, new TypeReference<>() {});
    }

    /** Secrets: their names, to be set and deleted. */
    public Secrets secrets() {
        return new Secrets(server);
    }

    /** Hooks: who is told what becomes of runs. */
    public Hooks hooks() {
        return new Hooks(server);
    }

    /** All flows, by name; null: of all projects. */
    public Page<Flow> flows(@Nullable String project) throws InterruptedException {
        return server.get("/flows" + new Query().with("project", project), new TypeReference<>() {});
    }

    /** That flow at its newest version. */
    public Flow flow(String flowId) throws InterruptedException {
        return server.get("/flows/" + Connection.escaped(flowId), new TypeReference<>() {});
    }

    /** The graph of a version of a flow. */
    public FlowStructure structure(String flowId, int version) throws InterruptedException {
        return server.get(
                "/flows/" + Connection.escaped(flowId) + "/versions/" + version + "/graph", new TypeReference<>() {});
    }

    /** Asks for a run. */
    public FlowRunCreated createFlowRun(NewFlowRun run) throws InterruptedException {
        return server.post("/flow-runs", run, new TypeReference<>() {});
    }

    /** Runs, newest first. */
    public Page<FlowRun> flowRuns(RunsQuery which) throws InterruptedException {
        Query query = new Query()
                .with("project", which.project())
                .with("flow", which.flow())
                .with("state", which.state())
                .with("limit", which.limit())
                .with("label", which.labels())
                .with("since", which.since())
                .with("name", which.name())
                .with("cursor", which.cursor())
                .with("inner", which.inner() ? true : null);
        return server.get("/flow-runs" + query, new TypeReference<>() {});
    }

    /** That run. */
    public FlowRun flowRun(String id) throws InterruptedException {
        return server.get(run(id), new TypeReference<>() {});
    }

    /**
     * That run once it has ended, or as it is after about that long. A run that waits for a person has not ended. One that is
     * retried later begins anew.
     */
    public FlowRun awaitEnd(String id, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            Query query = new Query().with("waitMillis", Math.min(left, LONGEST_WAIT_MILLIS));
            FlowRun run = server.get(run(id) + query, new TypeReference<>() {});
            if (run.endedAt() != null || left == 0) {
                return run;
            }
        }
    }

    /** The task runs of a run, in the order of definition. */
    public Page<TaskRun> taskRuns(String runId) throws InterruptedException {
        return taskRuns(runId, null);
    }

    /** The task runs behind {@code cursor}, the next of the page before; null: from the first on. */
    public Page<TaskRun> taskRuns(String runId, @Nullable String cursor) throws InterruptedException {
        return server.get(
                run(runId) + "/task-runs" + new Query().with("limit", 2_000).with("cursor", cursor),
                new TypeReference<>() {});
    }

    /** All that happened to a run. */
    public Page<HistoryEntry> history(String runId, @Nullable String cursor) throws InterruptedException {
        return history(runId, List.of(), cursor);
    }

    /**
     * What happened to some of its tasks and their children.
     *
     * @param nodes places of tasks in the structure, at most 50; none: all that happened to the run
     */
    public Page<HistoryEntry> history(String runId, List<Integer> nodes, @Nullable String cursor)
            throws InterruptedException {
        String node =
                nodes.isEmpty() ? null : nodes.stream().map(String::valueOf).collect(Collectors.joining(","));
        Query query = new Query().with("node", node).with("cursor", cursor);
        return server.get(run(runId) + "/history" + query, new TypeReference<>() {});
    }

    /**
     * Why a run, or a task run of it, is as it is.
     *
     * @param task null: it is asked about the run
     * @param child the index of a child of a mapped task; -1: the task itself
     */
    public Why why(String runId, @Nullable String task, int child) throws InterruptedException {
        Query query = new Query().with("task", task).with("child", child < 0 ? null : child);
        return server.get(run(runId) + "/why" + query, new TypeReference<>() {});
    }

    /**
     * What a run told beside states: where attempts failed, what was kept for people, where results are.
     *
     * @param kind only of that kind; null: of any
     * @param cursor of the page before; null for the first
     * @param limit at most so many; 1 to 1,000
     */
    public JournalPage told(String runId, @Nullable EventKind kind, @Nullable String cursor, int limit)
            throws InterruptedException {
        Query query = new Query()
                .with("kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT))
                .with("limit", limit)
                .with("cursor", cursor);
        return server.get(run(runId) + "/told" + query, new TypeReference<>() {});
    }

    /**
     * Lines of a run's log.
     *
     * @param after of the page before; 0 for the first
     * @param limit at most so many; 1 to 2,000
     */
    public Logs logs(String runId, long after, int limit) throws InterruptedException {
        Query query = new Query().with("after", after).with("limit", limit);
        return server.get(run(runId) + "/logs" + query, new TypeReference<>() {});
    }

    /**
     * Has a run that waits for its time begin as soon as an agent is free.
     *
     * @throws RefusedException 409 if it was begun, or ended
     */
    public FlowRun startNow(String runId) throws InterruptedException {
        return server.post(run(runId) + "/start", null, new TypeReference<>() {});
    }

    /** Asks a run to stop. Returns how it stands; it may go on for a while. */
    public FlowRun cancel(String runId, String reason) throws InterruptedException {
        return cancel(runId, new Cancellation(reason));
    }

    /** The same, with a grace period of its own. */
    public FlowRun cancel(String runId, Cancellation cancellation) throws InterruptedException {
        return server.post(run(runId) + "/cancel", cancellation, new TypeReference<>() {});
    }

    /** Who this is, what they may do, and what the server has. */
    public Bootstrap bootstrap() throws InterruptedException {
        return server.get("/ui/bootstrap", new TypeReference<>() {});
    }

    /**
     * What the first page of the UI shows.
     *
     * @param project null: all that the key sees
     * @param window such as {@code 24h} or {@code 7d}
     */
    public Dashboard dashboard(@Nullable String project, String window) throws InterruptedException {
        Query query = new Query().with("project", project).with("window", window);
        return server.get("/ui/dashboard" + query, new TypeReference<>() {});
    }

    /** How many runs were made when. */
    public Histogram histogram(HistogramQuery which) throws InterruptedException {
        Query query = new Query()
                .with("project", which.project())
                .with("flow", which.flow())
                .with("state", which.state())
                .with("from", which.from())
                .with("to", which.to())
                .with("buckets", which.buckets());
        return server.get("/flow-runs/histogram" + query, new TypeReference<>() {});
    }

    /** Has a run that ended go on in another epoch. Returns how it stands. */
    public FlowRun reopen(String runId, Reopening wanted) throws InterruptedException {
        return server.post(run(runId) + "/reopen", wanted, new TypeReference<>() {});
    }

    /** What task runs of a run ask people. */
    public Page<Question> questions(String runId) throws InterruptedException {
        return server.get(run(runId) + "/questions", new TypeReference<>() {});
    }

    /** Answers a task run that waits. Returns how the run stands. */
    public FlowRun answer(String runId, TaskAnswer answer) throws InterruptedException {
        return server.post(run(runId) + "/answer", answer, new TypeReference<>() {});
    }

    /**
     * Tells the listener what happens to some topics, until what this returns is closed: {@code runs:PROJECT},
     * {@code run:ID}, {@code logs:ID}, {@code agents}. Does not wait for the server.
     */
    public EventStream stream(Collection<String> topics, StreamListener listener) {
        String path = "/stream" + new Query().with("topics", String.join(",", topics));
        return new EventStream(server, path, listener).begun();
    }

    private static String run(String id) {
        return "/flow-runs/" + Connection.escaped(id);
    }

    /** Ends what goes on, and lets go of the connections. */
    @Override
    public void close() {
        server.close();
    }
}
