package dev.reeve.server.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The table of firings. */
final class FiringRows {
    private static final String ROWS = """
            unnest(cast(:schedules as int[]), cast(:times as timestamptz[]), cast(:clocks as text[]),
                cast(:states as text[]), cast(:causes as text[]), cast(:replaces as boolean[]), cast(:runs as uuid[]),
                cast(:words as text[])) as b(schedule_id, at, clock, state, cause, replaces, run_id, words)
            """;

    private FiringRows() {}

    /** Those that wait, and those whose runs were not seen to end, in the order of their times. */
    static List<FiringRow> open(Handle handle, Collection<Integer> schedules) {
        return handle.createQuery("""
                        select * from firing where schedule_id = any(:ids) and state in ('waiting', 'running')
                        order by schedule_id, at, clock
                        """)
                .bindArray("ids", Integer.class, schedules)
                .map((row, context) -> FiringRow.of(row))
                .list();
    }

    /** Firings that there were not: one that there is fails all, so that none is begun twice. */
    static void add(Handle handle, List<FiringRow> rows, Instant now) {
        if (!rows.isEmpty()) {
            bound(
                            handle.createUpdate(
                                    "insert into firing (schedule_id, at, clock, state, cause, replaces, run_id,"
                                            + " words, decided_at) select b.*, :now from " + ROWS),
                            rows)
                    .bind("now", Columns.time(now))
                    .execute();
        }
    }

    /** Firings that are open. */
    static void change(Handle handle, List<FiringRow> rows, Instant now) {
        if (!rows.isEmpty()) {
            bound(
                            handle.createUpdate(
                                    "update firing f set state = b.state, replaces = b.replaces, run_id = b.run_id,"
                                            + " words = b.words, cause = b.cause, decided_at = :now from " + ROWS
                                            + " where f.schedule_id = b.schedule_id and f.at = b.at and f.clock = b.clock"),
                            rows)
                    .bind("now", Columns.time(now))
                    .execute();
        }
    }

    private static Update bound(Update update, List<FiringRow> rows) {
        return update.bindArray("schedules", Integer.class, Columns.of(rows, FiringRow::schedule))
                .bindArray("times", String.class, Columns.of(rows, row -> row.at()))
                .bindArray("clocks", String.class, Columns.of(rows, FiringRow::clock))
                .bindArray("states", String.class, Columns.of(rows, FiringRow::word))
                .bindArray(
                        "causes",
                        String.class,
                        Columns.of(rows, row -> row.cause().name()))
                .bindArray("replaces", Boolean.class, Columns.of(rows, FiringRow::replaces))
                .bindArray("runs", UUID.class, Columns.of(rows, FiringRow::run))
                .bindArray("words", String.class, Columns.of(rows, FiringRow::words));
    }

    /** Runs in whose place a later firing waits. */
    static List<UUID> replaced(Handle handle) {
        return handle.createQuery("""
                        select distinct f.run_id from firing f
                        join firing w on w.schedule_id = f.schedule_id and w.clock = f.clock
                        where f.state = 'running' and f.run_id is not null and w.state = 'waiting' and w.replaces
                        and not exists (select from cancel_request c where c.run_id = f.run_id)
                        """).mapTo(UUID.class).list();
    }

    /** Forgets what was decided on before that time and is long over; answers how many. */
    static int forget(Handle handle, Instant before) {
        return handle.createUpdate(
                        "delete from firing where decided_at < :before and state not in ('waiting', 'running')")
                .bind("before", Columns.time(before))
                .execute();
    }
}
