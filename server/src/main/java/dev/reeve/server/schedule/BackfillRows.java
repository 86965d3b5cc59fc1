package dev.reeve.server.schedule;

import dev.reeve.api.BackfillState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables of backfills. */
final class BackfillRows {
    private BackfillRows() {}

    /** False: there is one of that key already. */
    static boolean insert(Handle handle, BackfillRow row, @Nullable String key) {
        return handle.createUpdate("""
                        insert into backfill (id, flow_id, schedule, data_from, data_to, max_concurrent, again, keep_going,
                            key, state, created_by, created_at)
                        values (:id, :flow, :schedule, :from, :to, :most, :again, :keepGoing, :key, 'running', :by, :at)
                        on conflict (flow_id, key) do nothing
                        """)
                        .bind("id", row.id())
                        .bind("flow", row.flow())
                        .bind("schedule", row.schedule())
                        .bind("from", Columns.time(row.from()))
                        .bind("to", Columns.time(row.to()))
                        .bind("most", row.maxConcurrent())
                        .bind("again", row.again())
                        .bind("keepGoing", row.keepGoing())
                        .bind("key", key)
                        .bind("by", row.createdBy())
                        .bind("at", Columns.time(row.createdAt()))
                        .execute()
                > 0;
    }

    static void insert(Handle handle, BackfillRow backfill, List<IntervalRow> rows) {
        var batch = handle.prepareBatch("""
                insert into backfill_interval (backfill_id, place, flow_id, clock, at, data_from, zone, parameters, labels, fate,
                    words)
                values (:id, :place, :flow, :clock, :at, :from, :zone, :parameters::json, :labels, :fate, :words)
                """);
        for (IntervalRow row : rows) {
            batch.bind("id", backfill.id())
                    .bind("place", row.place())
                    .bind("flow", backfill.flow())
                    .bind("clock", row.clock())
                    .bind("at", Columns.time(row.at()))
                    .bind("from", Columns.time(row.from()))
                    .bind("zone", row.zone())
                    .bind("parameters", row.parameters())
                    .bindArray("labels", String.class, row.labels())
                    .bind("fate", row.word())
                    .bind("words", row.words())
                    .add();
        }
        if (!rows.isEmpty()) {
            batch.execute();
        }
    }

    static Optional<BackfillRow> find(Handle handle, UUID id) {
        return handle.createQuery("select * from backfill where id = ?")
                .bind(0, id)
                .map((row, context) -> BackfillRow.of(row))
                .findOne();
    }

    static Optional<BackfillRow> ofKey(Handle handle, int flow, String key) {
        return handle.createQuery("select * from backfill where flow_id = ? and key = ?")
                .bind(0, flow)
                .bind(1, key)
                .map((row, context) -> BackfillRow.of(row))
                .findOne();
    }

    /** The newest of a flow. */
    static List<BackfillRow> of(Handle handle, int flow, int most) {
        return handle.createQuery("select * from backfill where flow_id = ? order by created_at desc, id limit ?")
                .bind(0, flow)
                .bind(1, most)
                .map((row, context) -> BackfillRow.of(row))
                .list();
    }

    static List<UUID> open(Handle handle) {
        return handle.createQuery(
                        "select id from backfill where state in ('running', 'cancelling') order by created_at")
                .mapTo(UUID.class)
                .list();
    }

    /** Waits for whoever goes on with it. */
    static Optional<BackfillRow> lock(Handle handle, UUID id) {
        return locked(handle, id, "");
    }

    /** Empty if somebody else goes on with it. */
    static Optional<BackfillRow> claim(Handle handle, UUID id) {
        return locked(handle, id, " skip locked");
    }

    private static Optional<BackfillRow> locked(Handle handle, UUID id, String how) {
        return handle.createQuery("select * from backfill where id = ? for update" + how)
                .bind(0, id)
                .map((row, context) -> BackfillRow.of(row))
                .findOne();
    }

    static List<IntervalRow> intervals(Handle handle, UUID id) {
        return intervals(handle, id, "order by place", 1_000_000);
    }

    static List<IntervalRow> running(Handle handle, UUID id) {
        return intervals(handle, id, "and fate = 'running' order by place", 1_000_000);
    }

    static List<IntervalRow> next(Handle handle, UUID id, int most) {
        return intervals(handle, id, "and fate = 'to_run' order by place", most);
    }

    private static List<IntervalRow> intervals(Handle handle, UUID id, String which, int most) {
        return handle.createQuery("select * from backfill_interval where backfill_id = :id " + which + " limit :most")
                .bind("id", id)
                .bind("most", most)
                .map((row, context) -> IntervalRow.of(row))
                .list();
    }

    static void change(Handle handle, UUID id, List<IntervalRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update backfill_interval i set fate = b.fate, run_id = b.run_id, words = b.words
                        from unnest(cast(:places as int[]), cast(:fates as text[]), cast(:runs as uuid[]),
                            cast(:words as text[])) as b(place, fate, run_id, words)
                        where i.backfill_id = :id and i.place = b.place
                        """)
                .bind("id", id)
                .bindArray("places", Integer.class, Columns.of(rows, IntervalRow::place))
                .bindArray("fates", String.class, Columns.of(rows, IntervalRow::word))
                .bindArray("runs", UUID.class, Columns.of(rows, IntervalRow::run))
                .bindArray("words", String.class, Columns.of(rows, IntervalRow::words))
                .execute();
    }

    static void state(Handle handle, UUID id, BackfillState state, String words, @Nullable Instant ended) {
        handle.createUpdate("""
                        update backfill set state = :state, words = case when :words = '' then words else :words end,
                            ended_at = :ended
                        where id = :id
                        """)
                .bind("id", id)
                .bind("state", state.name().toLowerCase(Locale.ROOT))
                .bind("words", words)
                .bind("ended", Columns.time(ended))
                .execute();
    }

    /** What is left is not begun any more. */
    static void cancelRest(Handle handle, UUID id) {
        handle.createUpdate("update backfill_interval set fate = 'cancelled' where backfill_id = ? and fate = 'to_run'")
                .bind(0, id)
                .execute();
    }

    /** How many intervals have which fate, by backfill. */
    static Map<UUID, Map<String, Integer>> counts(Handle handle, Collection<UUID> ids) {
        Map<UUID, Map<String, Integer>> counts = new HashMap<>();
        handle.createQuery("""
                        select backfill_id, fate, count(*) as n from backfill_interval where backfill_id = any(:ids)
                        group by backfill_id, fate
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> counts.computeIfAbsent(
                                row.getObject("backfill_id", UUID.class), key -> new HashMap<>())
                        .put(row.getString("fate"), row.getInt("n")))
                .list();
        return counts;
    }

    /** What ran, or is to run, for that time. */
    record Before(Instant at, String clock, @Nullable UUID run, boolean open) {}

    /** All that is known of a flow's firings and intervals within that time. */
    static List<Before> before(Handle handle, int flow, Instant from, Instant to) {
        return handle.createQuery("""
                        select f.at, f.clock, f.run_id, f.state = 'waiting' as open
                        from firing f join flow_schedule s on s.id = f.schedule_id
                        where s.flow_id = :flow and f.at between :from and :to
                            and (f.run_id is not null or f.state = 'waiting')
                        union all
                        select i.at, i.clock, i.run_id, i.fate = 'to_run' and b.state = 'running'
                        from backfill_interval i join backfill b on b.id = i.backfill_id
                        where i.flow_id = :flow and i.at between :from and :to
                            and (i.run_id is not null or i.fate = 'to_run' and b.state = 'running')
                        """)
                .bind("flow", flow)
                .bind("from", Columns.time(from))
                .bind("to", Columns.time(to))
                .map((row, context) -> new Before(
                        Columns.instant(row, "at"),
                        row.getString("clock"),
                        row.getObject("run_id", UUID.class),
                        row.getBoolean("open")))
                .list();
    }
}
