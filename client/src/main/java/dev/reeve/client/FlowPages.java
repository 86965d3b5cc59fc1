package dev.reeve.client;

import dev.reeve.api.FlowCalendar;
import dev.reeve.api.FlowDrawing;
import dev.reeve.api.FlowFacts;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.FlowSummary;
import dev.reeve.api.GridRow;
import dev.reeve.api.NewRun;
import dev.reeve.api.Page;
import dev.reeve.api.RunCheck;
import dev.reeve.api.VersionChanges;
import dev.reeve.api.VersionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What pages of flows show, and runs asked for there. Thread-safe; throws as {@link ReeveClient} does. */
public final class FlowPages {
    private final Connection server;

    FlowPages(Connection server) {
        this.server = server;
    }

    private static String flow(String id) {
        return "/flows/" + Connection.escaped(id);
    }

    /** The graph of a version as it is drawn. */
    public FlowDrawing drawing(String flowId, int version) throws InterruptedException {
        return server.get(flow(flowId) + "/versions/" + version + "/structure", new TypeReference<>() {});
    }

    /**
     * Days by what became of the runs that were made on them.
     *
     * @param zone in which days begin and end, such as {@code Europe/Berlin}
     * @param days how many, up to today; 1 to 400
     */
    public FlowCalendar calendar(String flowId, String zone, int days) throws InterruptedException {
        Query query = new Query().with("zone", zone).with("days", days);
        return server.get(flow(flowId) + "/calendar" + query, new TypeReference<>() {});
    }

    /** The versions of a flow, the newest first. */
    public Page<VersionInfo> versions(String flowId, @Nullable String cursor) throws InterruptedException {
        return server.get(flow(flowId) + "/versions" + new Query().with("cursor", cursor), new TypeReference<>() {});
    }

    /**
     * What differs between two versions of a flow.
     *
     * @param from null: the version before
     */
    public VersionChanges changes(String flowId, int version, @Nullable Integer from) throws InterruptedException {
        return server.get(
                flow(flowId) + "/versions/" + version + "/changes" + new Query().with("from", from),
                new TypeReference<>() {});
    }

    /**
     * Flows with how each does.
     *
     * @param project null: of all that the key sees
     * @param name a part of their names, in any case; null: any
     * @param sort {@code name}, {@code failed}: most failures of the last 7 days first, or {@code recent}: the newest run
     *     first
     */
    public Page<FlowSummary> list(
            @Nullable String project, @Nullable String name, String sort, int limit, @Nullable String cursor)
            throws InterruptedException {
        Query query = new Query()
                .with("project", project)
                .with("name", name)
                .with("sort", sort)
                .with("limit", limit)
                .with("cursor", cursor);
        return server.get("/ui/flows" + query, new TypeReference<>() {});
    }

    /** What the newest runs of a flow tell, 1 to 500 of them. */
    public FlowFacts facts(String flowId, int runs) throws InterruptedException {
        return server.get(flow(flowId) + "/facts" + new Query().with("runs", runs), new TypeReference<>() {});
    }

    /**
     * The newest runs of a flow as rows.
     *
     * @param runs 1 to 50
     * @param cursor the id of a run: older ones; null: from the newest on
     * @param taskCursor the place of the first task
     */
    public List<GridRow> grid(String flowId, int runs, @Nullable String cursor, int taskCursor)
            throws InterruptedException {
        Query query = new Query().with("runs", runs).with("cursor", cursor).with("taskCursor", taskCursor);
        return server.values(flow(flowId) + "/grid" + query, new TypeReference<>() {});
    }

    /** Asks for a run. */
    public FlowRunCreated run(String flowId, NewRun run) throws InterruptedException {
        return server.post(flow(flowId) + "/runs", run, new TypeReference<>() {});
    }

    /** What would become of a run; nothing is written. */
    public RunCheck validate(String flowId, NewRun run) throws InterruptedException {
        return server.post(flow(flowId) + "/runs:validate", run, new TypeReference<>() {});
    }
}
