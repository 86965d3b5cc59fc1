package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Counts the runs of hours that rest, behind those who write. What changed is first written down as an open hour, in the
 * transaction that moves the cursor; an hour that was left alone for a moment is counted and closed. Whoever changes it
 * meanwhile is found behind the cursor, so that {@link RunCounts} is right at any time. Any number of servers may do it.
 */
final class HourKeeper {
    private static final int MOST_AT_ONCE = 50;
    private static final long WORTH_A_WRITE = 10_000;

    private static final String OPEN = """
            insert into run_hour_open (project_id, hour) select * from unnest(?::int[], ?::timestamptz[])
            on conflict (project_id, hour) do update set changed_at = clock_timestamp()
            """;

    private static final String RESTING = """
            select project_id, hour from run_hour_open
            where changed_at < clock_timestamp() - :rest * interval '1 millisecond' order by hour desc limit :most
            """;

    private static final String CLOSE = """
            delete from run_hour_open where project_id = :project and hour = :hour
                and changed_at < clock_timestamp() - :rest * interval '1 millisecond'
            """;

    private static final String COUNT = """
            insert into run_hour (project_id, hour, flow_id, state, runs)
            select :project, :hour, flow_id, state, count(*) from flow_run
            where project_id = :project and id >= :first and id < :next group by flow_id, state
            """;

    private static final String TIME = """
            insert into run_hour_time (project_id, hour, flow_id, step, runs)
            select :project, :hour, flow_id, %s as step, count(*) from flow_run
            where project_id = :project and id >= :first and id < :next
                and ended_at is not null and started_at is not null group by flow_id, step
            """.formatted(Steps.SQL);

    private final Tables tables;

    HourKeeper(Tables tables) {
        this.tables = tables;
    }

    /** Counts what has rested that long; answers how many hours. */
    int keep(Duration rest) {
        tables.useTransaction(this::follow);
        List<Hours> resting = tables.withHandle(handle -> handle.createQuery(RESTING)
                .bind("rest", rest.toMillis())
                .bind("most", MOST_AT_ONCE)
                .map((row, context) -> new Hours(row.getInt("project_id"), Rows.instant(row, "hour")))
                .list());
        int counted = 0;
        for (Hours each : resting) {
            counted += tables.inTransaction(handle -> count(handle, each, rest)) ? 1 : 0;
        }
        return counted;
    }

    /** One server at a time: who finds the cursor held lets the other do it. */
    private void follow(Handle handle) throws SQLException {
        Optional<Snapshot> cursor = handle.createQuery("select seen::text from run_hour_cursor for update skip locked")
                .mapTo(String.class)
                .findOne()
                .map(Snapshot::new);
        if (cursor.isEmpty()) {
            return;
        }
        Changes.Seen next = Changes.since(handle, cursor.get());
        if (cursor.get().isAheadOf(next.snapshot())) { // somebody moved the tables here with tools of their own
            Changes.beginAnew(handle.getConnection());
            return;
        }
        Set<Hours> open = new LinkedHashSet<>();
        next.changes().forEach(change -> change.runs().forEach(run -> open.add(Hours.of(change.project(), run))));
        if (!open.isEmpty()) {
            open(handle.getConnection(), open);
        }
        if (!next.changes().isEmpty()
                || next.snapshot().position() - cursor.get().position() > WORTH_A_WRITE) {
            handle.createUpdate("update run_hour_cursor set seen = cast(? as pg_snapshot)")
                    .bind(0, next.snapshot().text())
                    .execute();
        }
    }

    private static void open(Connection connection, Set<Hours> hours) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            new SqlArrays(connection, statement)
                    .column("int4", hours, Hours::project)
                    .column("timestamptz", hours, Hours::hour);
            statement.executeUpdate();
        }
    }

    /** Closed before it is counted: the count sees all that was written down before. */
    private static boolean count(Handle handle, Hours hours, Duration rest) {
        int closed = handle.createUpdate(CLOSE)
                .bind("project", hours.project())
                .bind("hour", time(hours.hour()))
                .bind("rest", rest.toMillis())
                .execute();
        if (closed == 0) {
            return false;
        }
        for (String table : List.of("run_hour", "run_hour_time")) {
            handle.createUpdate("delete from " + table + " where project_id = :project and hour = :hour")
                    .bind("project", hours.project())
                    .bind("hour", time(hours.hour()))
                    .execute();
        }
        for (String sql : List.of(COUNT, TIME)) {
            handle.createUpdate(sql)
                    .bind("project", hours.project())
                    .bind("hour", time(hours.hour()))
                    .bind("first", hours.first())
                    .bind("next", hours.next())
                    .execute();
        }
        return true;
    }

    private static java.time.OffsetDateTime time(Instant instant) {
        return instant.atOffset(java.time.ZoneOffset.UTC);
    }
}
