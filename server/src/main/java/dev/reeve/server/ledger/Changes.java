package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which runs changed since somebody looked. Of what is committed nothing is missed: what is asked for is what an earlier
 * {@link Snapshot} did not see, in whichever order transactions committed. Thread-safe.
 */
public final class Changes {
    private static final String SINCE = """
            select null::int as project_id, null::uuid[] as runs, pg_current_snapshot()::text as seen
            union all
            select project_id, runs, null from run_change
            where xid >= pg_snapshot_xmin(cast(:since as pg_snapshot))
                and not pg_visible_in_snapshot(xid, cast(:since as pg_snapshot))
            """;

    private static final String REPLAY = """
            select pg_current_snapshot()::text as seen, cast(h.xid as text) as horizon,
                (select coalesce(bool_or(cardinality(runs) = 0), false) from run_change c
                 where c.xid >= cast(:position as xid8) and c.project_id = :project) as many,
                array(select run from run_change c cross join unnest(c.runs) as run
                 where c.xid >= cast(:position as xid8) and c.project_id = :project limit :most) as runs
            from run_change_horizon h
            """;

    /**
     * Rows that the counts by hour did not see yet are kept, so the counts miss none; the horizon moves first, so that who
     * asks for what is just being deleted is told so.
     */
    private static final String FORGET = """
            with h as (select least(pg_snapshot_xmin(c.seen),
                    (select coalesce(max(xid), cast('0' as xid8)) from run_change
                     where at < now() - :keep * interval '1 millisecond')) as xid
                from run_hour_cursor c),
            m as (update run_change_horizon o set xid = h.xid from h where h.xid > o.xid)
            delete from run_change using h where run_change.xid < h.xid
            """;

    /** The cursor first: what is committed after it is found behind it, what before is in the hours. */
    private static final List<String> ANEW = List.of(
            "update run_hour_cursor set seen = pg_current_snapshot()",
            "insert into run_hour_open (project_id, hour) select distinct project_id, run_hour_of(id) from flow_run"
                    + " on conflict (project_id, hour) do update set changed_at = clock_timestamp()",
            "delete from run_change",
            "update run_change_horizon set xid = pg_current_xact_id()",
            "delete from trace_cursor");

    /**
     * Runs of a project.
     *
     * @param runs empty: more than can be named
     */
    public record Change(int project, Set<UUID> runs) {}

    /** What changed, and what is seen now. */
    public record Seen(Snapshot snapshot, List<Change> changes) {}

    /**
     * What changed in a project since a position.
     *
     * @param runs null where nobody knows any longer, or there are too many
     */
    public record Replay(Snapshot snapshot, Optional<Set<UUID>> runs) {}

    private final Tables tables;

    Changes(Tables tables) {
        this.tables = tables;
    }

    /**
     * Forgets all that goes by numbers of transactions, within one: rows that were brought from another PostgreSQL have
     * numbers that mean nothing here. Whoever watches is told to fetch anew, hours are counted again.
     */
    public static void beginAnew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : ANEW) {
                statement.execute(each);
            }
        }
    }

    /** What is seen now. */
    public Snapshot now() {
        return new Snapshot(tables.withHandle(handle -> handle.createQuery("select pg_current_snapshot()::text")
                .mapTo(String.class)
                .one()));
    }

    /** What is seen now and was not then. */
    public Seen since(Snapshot then) {
        return tables.withHandle(handle -> since(handle, then));
    }

    /** The same within a transaction, for who moves a position in it. */
    public static Seen since(Handle handle, Snapshot then) {
        List<Change> changes = new ArrayList<>();
        List<Snapshot> seen = new ArrayList<>();
        handle.createQuery(SINCE)
                .bind("since", then.text())
                .map((row, context) -> row.getString("seen") == null
                        ? changes.add(new Change(row.getInt("project_id"), runs(row)))
                        : seen.add(new Snapshot(row.getString("seen"))))
                .list();
        return new Seen(seen.getFirst(), changes);
    }

    /** What changed in a project since a position, and perhaps some that changed before; at most so many, each as often as it changed. */
    public Replay replay(int project, long position, int most) {
        return tables.withHandle(handle -> handle.createQuery(REPLAY)
                .bind("position", Long.toString(position))
                .bind("project", project)
                .bind("most", most + 1)
                .map((row, context) -> {
                    Snapshot seen = new Snapshot(row.getString("seen"));
                    Set<UUID> runs = runs(row);
                    boolean known = position >= Long.parseLong(row.getString("horizon"))
                            && position <= seen.next()
                            && !row.getBoolean("many")
                            && runs.size() <= most;
                    return new Replay(seen, known ? Optional.of(runs) : Optional.empty());
                })
                .one());
    }

    /** Forgets changes that are older than that; answers how many rows. */
    public int forget(Duration keep) {
        return tables.withHandle(handle ->
                handle.createUpdate(FORGET).bind("keep", keep.toMillis()).execute());
    }

    private static Set<UUID> runs(ResultSet row) throws SQLException {
        return new LinkedHashSet<>(List.of((UUID[]) row.getArray("runs").getArray()));
    }
}
