package dev.reeve.server.trace;

import dev.reeve.server.ledger.Changes;
import dev.reeve.server.ledger.Snapshot;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs that ended and whose trace is to be sent. Kept in the database, so that a server that stops loses none; any number of
 * servers share them, each run is with one of them at a time. Thread-safe.
 */
final class DueTraces {
    /** A run whose trace one server sends. */
    record Due(UUID run, int seq) {}

    private static final String CURSOR = "select seen::text from trace_cursor for update skip locked";

    private static final String BEGIN =
            "insert into trace_cursor (seen) values (pg_current_snapshot()) on conflict do nothing";

    private static final String MOVE = "update trace_cursor set seen = cast(? as pg_snapshot)";

    /** What is part of another run is told with that. */
    private static final String FOUND = """
            insert into trace_due (run_id, seq)
            select r.id, r.seq from flow_run r join run_input i on i.run_id = r.id
            where r.id = any(cast(:runs as uuid[])) and r.ended_at is not null and i.parent_run is null
            on conflict (run_id) do update set seq = excluded.seq, busy_until = excluded.busy_until
                where trace_due.seq < excluded.seq
            """;

    private static final String BOUND = """
            delete from trace_due where run_id in
                (select run_id from trace_due order by found_at desc, run_id desc offset :most)
            """;

    private static final String TAKE = """
            update trace_due set busy_until = clock_timestamp() + :busy * interval '1 millisecond' where run_id =
                (select run_id from trace_due where busy_until < clock_timestamp() order by found_at, run_id limit 1
                 for update skip locked)
            returning run_id, seq
            """;

    private final Jdbi jdbi;
    private final int most;

    DueTraces(Jdbi jdbi, int most) {
        this.jdbi = jdbi;
        this.most = most;
    }

    /** Looks which runs ended since somebody looked; answers how many were given up to keep the bound. */
    int find() {
        return jdbi.inTransaction(handle -> {
            Optional<Snapshot> cursor =
                    handle.createQuery(CURSOR).mapTo(String.class).findOne().map(Snapshot::new);
            if (cursor.isEmpty()) { // nobody ever looked, or another server does just now
                handle.execute(BEGIN);
                return 0;
            }
            Changes.Seen next = Changes.since(handle, cursor.get());
            Set<UUID> runs = new LinkedHashSet<>();
            next.changes().forEach(change -> runs.addAll(change.runs()));
            if (!next.changes().isEmpty()) {
                handle.execute(MOVE, next.snapshot().text());
            }
            return runs.isEmpty() ? 0 : add(handle, runs);
        });
    }

    private int add(Handle handle, Set<UUID> runs) {
        int found = handle.createUpdate(FOUND)
                .bindArray("runs", UUID.class, runs.toArray())
                .execute();
        return found == 0 ? 0 : handle.createUpdate(BOUND).bind("most", most).execute();
    }

    /** One that nobody else sends for so long from now on. */
    Optional<Due> take(Duration busy) {
        return jdbi.withHandle(handle -> handle.createQuery(TAKE)
                .bind("busy", busy.toMillis())
                .map((row, context) -> new Due(row.getObject("run_id", UUID.class), row.getInt("seq")))
                .findOne());
    }

    /** It takes so long from now on. */
    void keep(Due due, Duration busy) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update trace_due set busy_until = clock_timestamp() + :busy * interval '1 millisecond'"
                                + " where run_id = :run")
                .bind("busy", busy.toMillis())
                .bind("run", due.run())
                .execute());
    }

    /** It was sent. If the run ended once more meanwhile, that is still to be told. */
    void done(Due due) {
        jdbi.useHandle(
                handle -> handle.execute("delete from trace_due where run_id = ? and seq = ?", due.run(), due.seq()));
    }
}
