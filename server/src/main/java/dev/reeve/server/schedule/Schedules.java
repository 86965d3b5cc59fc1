package dev.reeve.server.schedule;

import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of schedules. A row that is locked is decided on, or changed, by nobody else. */
final class Schedules {
    private Schedules() {}

    static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp() as now")
                .map((row, context) -> Columns.instant(row, "now"))
                .one();
    }

    /** One at a time; who registers holds the flow's row too. Before the row of a schedule, if both are needed. */
    static void lockFlow(Handle handle, int flow) {
        handle.createQuery("select id from flow where id = ? for no key update")
                .bind(0, flow)
                .mapTo(Integer.class)
                .findOne();
    }

    static List<StoredSchedule> of(Handle handle, Collection<Integer> flows) {
        return handle.createQuery("select * from flow_schedule where flow_id = any(:flows) order by flow_id, name")
                .bindArray("flows", Integer.class, flows)
                .map((row, context) -> StoredSchedule.of(row))
                .list();
    }

    static Optional<StoredSchedule> find(Handle handle, int flow, String name) {
        return one(handle, flow, name, "");
    }

    /** Waits for whoever decides on it. */
    static Optional<StoredSchedule> lock(Handle handle, int flow, String name) {
        return one(handle, flow, name, " for update");
    }

    private static Optional<StoredSchedule> one(Handle handle, int flow, String name, String locking) {
        return handle.createQuery("select * from flow_schedule where flow_id = :flow and name = :name" + locking)
                .bind("flow", flow)
                .bind("name", name)
                .map((row, context) -> StoredSchedule.of(row))
                .findOne();
    }

    /** Those that are to be looked at, locked; not those that others look at. */
    static List<StoredSchedule> due(Handle handle, Instant now, int most) {
        return handle.createQuery("""
                        select * from flow_schedule where paused_at is null and next_at <= :now
                        order by next_at, id limit :most for update skip locked
                        """)
                .bind("now", Columns.time(now))
                .bind("most", most)
                .map((row, context) -> StoredSchedule.of(row))
                .list();
    }

    static List<Integer> dueIds(Handle handle, Instant now) {
        return handle.createQuery(
                        "select id from flow_schedule where paused_at is null and next_at <= :now order by id")
                .bind("now", Columns.time(now))
                .mapTo(Integer.class)
                .list();
    }

    /** Those of which firings wait; one that was put off for a problem is put off with them. */
    static List<Integer> waiting(Handle handle, Instant now) {
        return handle.createQuery("""
                        select id from flow_schedule s where (problem is null or next_at <= :now)
                        and exists (select from firing f where f.schedule_id = s.id and f.state = 'waiting') order by id
                        """)
                .bind("now", Columns.time(now))
                .mapTo(Integer.class)
                .list();
    }

    /** Those of these that nobody else looks at, locked. */
    static List<StoredSchedule> claim(Handle handle, Collection<Integer> ids) {
        return handle.createQuery("select * from flow_schedule where id = any(:ids) order by id for update skip locked")
                .bindArray("ids", Integer.class, ids)
                .map((row, context) -> StoredSchedule.of(row))
                .list();
    }

    /** When the next one is to be looked at. */
    static Optional<Instant> next(Handle handle) {
        return handle.createQuery("select min(next_at) as next from flow_schedule where paused_at is null")
                .map((row, context) -> Optional.ofNullable(Columns.maybe(row, "next")))
                .one();
    }

    /** What is new of a schedule. */
    record Setting(boolean own, String json, Overlap overlap, CatchUp catchUp, String by) {}

    static void insert(Handle handle, int flow, String name, Setting setting, Instant now) {
        handle.createUpdate("""
                        insert into flow_schedule (flow_id, name, own, schedule, overlap, catch_up, set_by, set_at,
                            decided_until, next_at)
                        values (:flow, :name, :own, :schedule::json, :overlap, :catchUp, :by, :now, :now, :now)
                        """)
                .bind("flow", flow)
                .bind("name", name)
                .bind("own", setting.own())
                .bind("schedule", setting.json())
                .bind("overlap", setting.overlap().text())
                .bind("catchUp", setting.catchUp().text())
                .bind("by", setting.by())
                .bind("now", Columns.time(now))
                .execute();
    }

    /** Firings before {@code now} are those of the schedule before. */
    static void change(Handle handle, int id, Setting setting, Instant now) {
        handle.createUpdate("""
                        update flow_schedule set own = :own, schedule = :schedule::json, overlap = :overlap,
                            catch_up = :catchUp, set_by = :by, set_at = :now, problem = null,
                            decided_until = greatest(decided_until, :now), next_at = :now
                        where id = :id
                        """)
                .bind("id", id)
                .bind("own", setting.own())
                .bind("schedule", setting.json())
                .bind("overlap", setting.overlap().text())
                .bind("catchUp", setting.catchUp().text())
                .bind("by", setting.by())
                .bind("now", Columns.time(now))
                .execute();
    }

    static void pause(Handle handle, int id, String by, String reason, Instant now) {
        handle.createUpdate(
                        "update flow_schedule set paused_at = :now, paused_by = :by, pause_reason = :reason where id = :id")
                .bind("id", id)
                .bind("by", by)
                .bind("reason", reason)
                .bind("now", Columns.time(now))
                .execute();
    }

    static void resume(Handle handle, int id, Instant now) {
        handle.createUpdate("""
                        update flow_schedule set paused_at = null, paused_by = null, pause_reason = null,
                            decided_until = greatest(decided_until, :now), next_at = :now
                        where id = :id
                        """).bind("id", id).bind("now", Columns.time(now)).execute();
    }

    static void decided(Handle handle, int id, Instant until, @Nullable Instant next, @Nullable String problem) {
        handle.createUpdate("""
                        update flow_schedule set decided_until = greatest(decided_until, :until), next_at = :next,
                            problem = :problem
                        where id = :id
                        """)
                .bind("id", id)
                .bind("until", Columns.time(until))
                .bind("next", Columns.time(next))
                .bind("problem", problem)
                .execute();
    }

    static void delete(Handle handle, int id) {
        handle.createUpdate("delete from flow_schedule where id = ?")
                .bind(0, id)
                .execute();
    }
}
