package dev.reeve.client;

import dev.reeve.api.Backfill;
import dev.reeve.api.Cancellation;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.NewSchedule;
import dev.reeve.api.Page;
import dev.reeve.api.SchedulePause;
import dev.reeve.api.SchedulePreview;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The schedules and backfills of a server. Thread-safe; throws as {@link ReeveClient} does. */
public final class Schedules {
    private final Connection server;

    Schedules(Connection server) {
        this.server = server;
    }

    /** Those of all flows; null: of all projects. Without firings but the last one. */
    public Page<FlowSchedule> all(@Nullable String project) throws InterruptedException {
        return server.get("/schedules" + new Query().with("project", project), new TypeReference<>() {});
    }

    /** Those of a flow. Without firings but the last one. */
    public Page<FlowSchedule> of(String flowId) throws InterruptedException {
        return server.get(flow(flowId) + "/schedules", new TypeReference<>() {});
    }

    /**
     * That one.
     *
     * @param after firings to come are after that; null: now
     * @param upcoming how many of them; up to 50
     * @param last how many of those that were; up to 50
     */
    public FlowSchedule one(String flowId, String name, @Nullable Instant after, int upcoming, int last)
            throws InterruptedException {
        Query query =
                new Query().with("after", after).with("upcoming", upcoming).with("last", last);
        return server.get(schedule(flowId, name) + query, new TypeReference<>() {});
    }

    /**
     * What a schedule would do that is not set.
     *
     * @param after firings to come are after that; null: now
     * @param upcoming how many of them; up to 50
     */
    public SchedulePreview preview(String flowId, NewSchedule schedule, @Nullable Instant after, int upcoming)
            throws InterruptedException {
        Query query = new Query().with("after", after).with("upcoming", upcoming);
        return server.post(flow(flowId) + "/schedules:preview" + query, schedule, new TypeReference<>() {});
    }

    /** Sets it, anew or in the place of what was there. */
    public FlowSchedule set(String flowId, String name, NewSchedule schedule) throws InterruptedException {
        return server.put(schedule(flowId, name), schedule, new TypeReference<>() {});
    }

    /** Deletes it. */
    public void delete(String flowId, String name) throws InterruptedException {
        server.delete(schedule(flowId, name));
    }

    /** Makes it begin nothing until it is resumed. */
    public FlowSchedule pause(String flowId, String name, String reason) throws InterruptedException {
        return server.post(schedule(flowId, name) + "/pause", new SchedulePause(reason), new TypeReference<>() {});
    }

    /** Makes it go on. */
    public FlowSchedule resume(String flowId, String name) throws InterruptedException {
        return server.post(schedule(flowId, name) + "/resume", null, new TypeReference<>() {});
    }

    /**
     * Runs a flow for a span of time.
     *
     * @param dryRun only says what would run
     */
    public Backfill backfill(String flowId, NewBackfill backfill, boolean dryRun) throws InterruptedException {
        String query = dryRun ? "?dryRun=true" : "";
        return server.post(flow(flowId) + "/backfills" + query, backfill, new TypeReference<>() {});
    }

    /** The newest backfills of a flow, without intervals. */
    public Page<Backfill> backfills(String flowId) throws InterruptedException {
        return server.get(flow(flowId) + "/backfills", new TypeReference<>() {});
    }

    /** That backfill. */
    public Backfill backfill(String id) throws InterruptedException {
        return server.get("/backfills/" + Connection.escaped(id), new TypeReference<>() {});
    }

    /** Begins no more of it, and asks its runs to stop. */
    public Backfill cancelBackfill(String id, String reason) throws InterruptedException {
        return server.post(
                "/backfills/" + Connection.escaped(id) + "/cancel", new Cancellation(reason), new TypeReference<>() {});
    }

    private static String flow(String id) {
        return "/flows/" + Connection.escaped(id);
    }

    private static String schedule(String flowId, String name) {
        return flow(flowId) + "/schedules/" + Connection.escaped(name);
    }
}
