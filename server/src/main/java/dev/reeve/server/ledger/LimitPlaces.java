package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who has the places of a limit and who waits for one: each in one question, whoever they are. */
public final class LimitPlaces {
    private static final int MOST = 200;

    private static final String TAG_HOLDERS = """
            select p.run_id, p.inner_run, p.task, p.map_index, p.since, null as full, 0 as waits from task_place p
            join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch
            where :name = any(p.tags) order by p.turn limit :most
            """;

    private static final String LABEL_HOLDERS = """
            select l.run_id, null::uuid as inner_run, -1 as task, -1 as map_index, r.started_at as since, null as full,
                0 as waits
            from run_lease l join run_input i using (run_id) join flow_run r on r.id = l.run_id
            where :name = any(i.labels) order by r.started_at nulls last, l.run_id limit :most
            """;

    private static final String TAG_WAITING = """
            select w.*, (select c.name from concurrency_limit c where c.kind = 'tag' and c.name = any(w.tags)
                and c.most <= (select count(*) from task_place p
                    join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch where c.name = any(p.tags))
                order by c.name <> :name, c.name limit 1) as full
            from (select w.*, count(*) over () as waits from task_wait w
                join run_lease l on l.run_id = w.run_id and l.epoch = w.epoch
                where :name = any(w.tags) and w.lasts_until > clock_timestamp()
                order by w.priority desc, w.urgency desc, w.since, w.run_id, w.inner_run, w.task, w.map_index
                limit :most) w
            order by w.priority desc, w.urgency desc, w.since, w.run_id, w.inner_run, w.task, w.map_index
            """;

    private static final String LABEL_WAITING = """
            select w.*, (select c.name from concurrency_limit c where c.kind = 'label' and c.name = any(w.labels)
                and c.most <= (select count(*) from run_lease l join run_input i using (run_id)
                    where c.name = any(i.labels))
                order by c.name <> :name, c.name limit 1) as full
            from (select q.run_id, null::uuid as inner_run, -1 as task, -1 as map_index, q.due_at as since, q.priority,
                    s.labels, count(*) over () as waits
                from run_queue q join label_set s on s.id = q.label_set
                where :name = any(s.labels) and q.due_at <= now()
                order by q.priority desc, q.due_at, q.run_id limit :most) w
            order by w.priority desc, w.since, w.run_id
            """;

    private LimitPlaces() {}

    /**
     * Who has a place, or waits for one.
     *
     * @param run the run that is held or queued
     * @param inner the run that a task of it is, if the task is of such a one; null: of the run itself
     * @param task null: the run as a whole
     * @param full what there is no place of; null: there is one
     * @param waits how many wait in all
     */
    public record User(
            UUID run,
            @Nullable UUID inner,
            @Nullable TaskKey task,
            @Nullable Instant since,
            @Nullable String full,
            long waits) {
        /** The run whose task it is. */
        public UUID own() {
            return inner == null ? run : inner;
        }
    }

    /** Who has one, who came first at first. */
    public static List<User> holders(Handle handle, Limit.Kind kind, String name) {
        return users(
                handle,
                switch (kind) {
                    case TAG -> TAG_HOLDERS;
                    case LABEL -> LABEL_HOLDERS;
                },
                name);
    }

    /** Who waits, whose turn it is at first. */
    public static List<User> waiting(Handle handle, Limit.Kind kind, String name) {
        return users(
                handle,
                switch (kind) {
                    case TAG -> TAG_WAITING;
                    case LABEL -> LABEL_WAITING;
                },
                name);
    }

    private static List<User> users(Handle handle, String query, String name) {
        return handle.createQuery(query)
                .bind("name", name)
                .bind("most", MOST)
                .map((row, context) -> user(row))
                .list();
    }

    private static User user(ResultSet row) throws SQLException {
        UUID inner = row.getObject("inner_run", UUID.class);
        int task = row.getInt("task");
        return new User(
                row.getObject("run_id", UUID.class),
                inner == null || inner.equals(TagPlaces.OWN) ? null : inner,
                task < 0 ? null : new TaskKey(task, row.getInt("map_index")),
                row.getObject("since") == null ? null : Rows.instant(row, "since"),
                row.getString("full"),
                row.getLong("waits"));
    }
}
