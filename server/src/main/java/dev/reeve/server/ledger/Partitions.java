package dev.reeve.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * History and logs by weeks: identifiers of runs sort by time, so each week is a table of its own, and what is old goes by
 * dropping one. Weeks are made ahead; what belongs to none lies in a table for the rest.
 */
final class Partitions {
    private static final List<String> TABLES = List.of("state_history", "log_line");
    private static final List<String> OF_RUNS = List.of(
            "artifact",
            "asset_event",
            "task_run",
            "run_input",
            "run_trouble",
            "run_reopening",
            "run_question",
            "run_answer",
            "state_history",
            "log_line");
    private static final int BATCH = 500;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");

    private final Tables tables;

    Partitions(Tables tables) {
        this.tables = tables;
    }

    /** The week of that time and the three after it. */
    void prepare(Instant now) {
        tables.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('reeve partitions'))"); // servers take turns
            Instant week = week(now);
            for (int i = 0; i < 4; i++) {
                for (String table : TABLES) {
                    create(handle, table, week.plus(WEEK.multipliedBy(i)));
                }
            }
        });
    }

    private static void create(Handle handle, String table, Instant week) {
        UUID from = RunIds.first(week);
        UUID to = RunIds.first(week.plus(WEEK));
        boolean there = handle.createQuery("select to_regclass(?) is not null")
                .bind(0, name(table, week))
                .mapTo(Boolean.class)
                .one();
        boolean inRest = !there
                && handle.createQuery("select exists (select from " + table + "_rest where run_id >= ? and run_id < ?)")
                        .bind(0, from)
                        .bind(1, to)
                        .mapTo(Boolean.class)
                        .one();
        if (!there && !inRest) { // rows that lie in the rest keep a table for them from being made; they stay there
            handle.execute("create table " + name(table, week) + " partition of " + table + " for values from ('" + from
                    + "') to ('" + to + "')");
        }
    }

    /**
     * Forgets runs that were made before a time and have ended since, with all that is written of them. What did not end
     * stays, whole. Some runs at a time, so that nobody waits for long; a week of which nothing is left goes as a whole.
     *
     * @return the Mondays of the weeks that are gone now
     */
    List<Instant> drop(Instant before) {
        List<Instant> dropped = new ArrayList<>();
        for (Instant week : weeks()) {
            if (week.isBefore(before)) {
                Instant end = week.plus(WEEK).isAfter(before) ? before : week.plus(WEEK);
                while (tables.inTransaction(handle -> some(handle, week, end, before)) == BATCH) {
                    // the next ones
                }
                if (!week.plus(WEEK).isAfter(before) && tables.inTransaction(handle -> drop(handle, week))) {
                    dropped.add(week);
                }
            }
        }
        return dropped;
    }

    private static int some(Handle handle, Instant from, Instant to, Instant before) {
        List<UUID> runs = handle.createQuery(
                        "select id from flow_run where id >= :from and id < :to and ended_at < :before"
                                + " order by id limit " + BATCH)
                .bind("from", RunIds.first(from))
                .bind("to", RunIds.first(to))
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .mapTo(UUID.class)
                .list();
        if (!runs.isEmpty()) {
            InnerRuns.remove(handle, runs);
            for (String table : OF_RUNS) {
                delete(handle, table, "run_id", runs);
            }
            delete(handle, "flow_run", "id", runs);
        }
        return runs.size();
    }

    private static void delete(Handle handle, String table, String column, List<UUID> runs) {
        handle.createUpdate("delete from " + table + " where " + column + " = any(cast(:runs as uuid[]))")
                .bindArray("runs", UUID.class, runs)
                .execute();
    }

    /** A table by weeks is locked for a moment when one goes: who cannot have that lock soon holds up nobody for it. */
    private static boolean drop(Handle handle, Instant week) {
        UUID from = RunIds.first(week);
        UUID to = RunIds.first(week.plus(WEEK));
        boolean left = handle.createQuery("select exists (select from flow_run where id >= ? and id < ?)")
                .bind(0, from)
                .bind(1, to)
                .mapTo(Boolean.class)
                .one();
        if (left) {
            return false;
        }
        handle.execute("delete from run_key k where run_id >= ? and run_id < ?", from, to);
        handle.execute("set local lock_timeout = '2s'");
        for (String table : TABLES) {
            handle.execute("drop table if exists " + name(table, week));
        }
        for (String table : List.of("run_hour", "run_hour_time")) {
            handle.execute(
                    "delete from " + table + " where hour >= cast(? as timestamptz) and hour < cast(? as timestamptz)",
                    week.toString(),
                    week.plus(WEEK).toString());
        }
        return true;
    }

    private List<Instant> weeks() {
        return tables.withHandle(handle -> handle.createQuery("""
                        select substring(c.relname from '[0-9]{8}$') from pg_class c join pg_inherits i on i.inhrelid = c.oid
                        where i.inhparent = 'state_history'::regclass and c.relname ~ '_[0-9]{8}$' order by 1
                        """)
                .mapTo(String.class)
                .map(text -> Instant.parse(
                        text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6) + "T00:00:00Z"))
                .list());
    }

    static Instant week(Instant time) {
        long weeks = Math.floorDiv(Duration.between(MONDAY, time).toMillis(), WEEK.toMillis());
        return MONDAY.plus(WEEK.multipliedBy(weeks));
    }

    private static String name(String table, Instant week) {
        return table + "_"
                + week.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10).replace("-", "");
    }
}
