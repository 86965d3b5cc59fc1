package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Agents, what they hold, and what waits for one. Thread-safe. */
public final class AgentReader {
    private static final int MOST_SESSIONS = 1_000;
    private static final int MOST_HELD = 10_000;

    /** So many of those that wait with the same labels are named. */
    public static final int FIRST = 20;

    private static final String WAITING = """
            select w.*, (select min(c.name) from concurrency_limit c where c.kind = 'label' and c.name = any(w.labels)
                and c.most <= (select count(*) from run_lease l join run_input o on o.run_id = l.run_id
                    where c.name = any(o.labels))) as full_label
            from (select s.id, s.labels, count(*) as runs, min(q.due_at) as oldest
                from run_queue q join label_set s on s.id = q.label_set join flow_run r on r.id = q.run_id
                where q.due_at <= now() and r.project_id = any(:projects) group by s.id, s.labels) w
            order by w.oldest
            """;

    private static final String DUE = """
            select n.* from label_set s cross join lateral
                (select q.label_set, q.run_id, r.project_id, i.name, f.name as flow, q.due_at
                from run_queue q join flow_run r on r.id = q.run_id join run_input i on i.run_id = q.run_id
                join flow f on f.id = r.flow_id
                where q.label_set = s.id and q.due_at <= now() and r.project_id = any(:projects)
                order by q.priority desc, q.due_at, q.run_id limit :most) n
            """;

    private final Tables tables;

    AgentReader(Tables tables) {
        this.tables = tables;
    }

    /** Those that are connected, the newest first; also those that ended within the last week. */
    public List<AgentLine> agents(boolean ended) {
        return tables.atOneMoment(handle -> {
            Map<Long, List<AgentLine.Held>> held = held(handle);
            return handle.createQuery("select * from agent_session where ended_at is null"
                            + (ended ? " or ended_at > clock_timestamp() - interval '7 days'" : "")
                            + " order by id desc limit :most")
                    .bind("most", MOST_SESSIONS)
                    .map((row, context) -> line(row, held))
                    .list();
        });
    }

    /** The time by which sessions last. */
    public Instant now() {
        return tables.withHandle(handle -> handle.createQuery("select clock_timestamp() as now")
                .map((row, context) -> Rows.instant(row, "now"))
                .one());
    }

    private static AgentLine line(ResultSet row, Map<Long, List<AgentLine.Held>> held) throws SQLException {
        OffsetDateTime until = row.getObject("lasts_until", OffsetDateTime.class);
        return new AgentLine(
                row.getLong("id"),
                row.getString("agent"),
                Rows.texts(row, "labels"),
                new AgentAbout(row.getString("host"), row.getInt("slots"), row.getString("version")),
                Rows.instant(row, "connected_at"),
                until.equals(OffsetDateTime.MIN) ? null : until.toInstant(),
                Rows.maybe(row, "drains_since"),
                Rows.maybe(row, "ended_at"),
                held.getOrDefault(row.getLong("id"), List.of()));
    }

    private static Map<Long, List<AgentLine.Held>> held(Handle handle) {
        Map<Long, List<AgentLine.Held>> held = new HashMap<>();
        handle.createQuery("""
                        select l.session, r.id, r.project_id, r.state, i.name, f.name as flow
                        from run_lease l join flow_run r on r.id = l.run_id join run_input i on i.run_id = r.id
                        join flow f on f.id = r.flow_id order by l.run_id desc limit :most
                        """)
                .bind("most", MOST_HELD)
                .map((row, context) -> held.computeIfAbsent(row.getLong("session"), session -> new ArrayList<>())
                        .add(new AgentLine.Held(
                                row.getObject("id", UUID.class),
                                row.getInt("project_id"),
                                row.getString("name"),
                                row.getString("flow"),
                                new StateColumns(row.getShort("state"), null).name())))
                .list();
        return held;
    }

    /** Runs of those projects that are due, by labels, those that wait longest first. */
    public List<AgentLine.Waiting> waiting(List<Integer> projects) {
        Integer[] seen = projects.toArray(Integer[]::new);
        return tables.atOneMoment(handle -> {
            Map<Integer, List<AgentLine.Due>> first = first(handle, seen);
            return handle.createQuery(WAITING)
                    .bindArray("projects", Integer.class, (Object[]) seen)
                    .map((row, context) -> new AgentLine.Waiting(
                            Rows.texts(row, "labels"),
                            row.getLong("runs"),
                            Rows.instant(row, "oldest"),
                            row.getString("full_label"),
                            first.getOrDefault(row.getInt("id"), List.of())))
                    .list();
        });
    }

    private static Map<Integer, List<AgentLine.Due>> first(Handle handle, Integer[] projects) {
        Map<Integer, List<AgentLine.Due>> first = new HashMap<>();
        handle.createQuery(DUE)
                .bindArray("projects", Integer.class, (Object[]) projects)
                .bind("most", FIRST)
                .map((row, context) -> first.computeIfAbsent(row.getInt("label_set"), set -> new ArrayList<>())
                        .add(new AgentLine.Due(
                                row.getObject("run_id", UUID.class),
                                row.getInt("project_id"),
                                row.getString("name"),
                                row.getString("flow"),
                                Rows.instant(row, "due_at"))))
                .list();
        return first;
    }
}
