package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Judgement.Accepted;
import dev.reeve.server.ledger.Judgement.Line;
import dev.reeve.server.ledger.Judgement.TaskRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Batches of many runs, judged before, in one statement and one commit. The lease's row is the fence: what does not go on
 * from its epoch and number changes nothing.
 */
final class Applying {
    /** A batch and what it comes to. */
    record Judged(RunImage image, Batch batch, Accepted accepted) {
        UUID run() {
            return batch.run();
        }

        @Nullable
        StateColumns columns() {
            return accepted.runChanged() == null ? null : StateColumns.of(accepted.run());
        }

        /** A run that begins and ends in one batch began before it ended. */
        @Nullable
        Instant firstChanged() {
            return accepted.history().stream()
                    .filter(line -> line.key() == null)
                    .map(Line::at)
                    .findFirst()
                    .orElse(accepted.runChanged());
        }

        boolean trouble() {
            return accepted.ends() && !accepted.run().isSuccessful();
        }
    }

    /**
     * What came of it.
     *
     * @param runs those whose batches were written
     * @param freed whether one ended that had a place of a limit, which others may wait for
     */
    record Written(Set<UUID> runs, boolean freed) {
        Written {
            runs = Set.copyOf(runs);
        }
    }

    private record HistoryRow(UUID run, int seq, @Nullable TaskKey key, StateColumns state, Line line) {}

    record Task(UUID run, TaskKey key, StateColumns state, TaskRow row) {}

    /** Where there is no hook, what is to be told of them is not even looked for; nor labels where there is no limit. */
    private static final String APPLY = """
            with r as (select * from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[], ?::smallint[], ?::text[],
                    ?::bool[], ?::bool[], ?::timestamptz[], ?::timestamptz[])
                as r(id, project_id, epoch, prev, next, state, detail, ends, trouble, first, at)),
            k as (update run_lease l set seq = r.next from r
                where l.run_id = r.id and l.epoch = r.epoch and l.seq = r.prev and not r.ends returning r.id),
            d as (delete from run_lease l using r
                where l.run_id = r.id and l.epoch = r.epoch and l.seq = r.prev and r.ends returning r.id),
            f as (select r.* from r join (select id from k union all select id from d) as held using (id)),
            w as (update flow_run u set state = f.state, detail = f.detail::json,
                    seq = case when f.ends then f.next else u.seq end, started_at = coalesce(u.started_at, f.first),
                    ended_at = case when f.ends then f.at end
                from f where u.id = f.id and f.state is not null),
            b as (insert into run_trouble (project_id, run_id, epoch, state)
                select project_id, id, epoch, state from f where trouble),
            c as (delete from cancel_request c using f where c.run_id = f.id and f.ends),
            h as (insert into state_history (run_id, seq, epoch, task, map_index, state, by_server, at,
                    detail)
                select t.id, t.seq, f.epoch, t.task, t.map_index, t.state, false, t.at, t.detail::json
                from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::smallint[], ?::timestamptz[], ?::text[])
                    as t(id, seq, task, map_index, state, at, detail) join f using (id)
                returning run_id, seq, task, state, at, detail),
            o as (insert into hook_event (hook_id, kind, run_id, seq, state, detail, at)
                select k.id, 'state', h.run_id, h.seq, h.state, h.detail, h.at
                from h join flow_run v on v.id = h.run_id join hook k on k.project_id = v.project_id
                where (select exists (select from hook)) and h.task is null and h.state = any(k.states)
                    and k.disabled_at is null and (k.flow_id is null or k.flow_id = v.flow_id)),
            u as (insert into task_run (run_id, task, map_index, state, detail, attempt, started_at, ended_at, result)
                select t.id, t.task, t.map_index, t.state, t.detail::json, t.attempt, t.started_at, t.ended_at, t.result
                from unnest(?::uuid[], ?::int[], ?::int[], ?::smallint[], ?::text[], ?::int[], ?::timestamptz[],
                        ?::timestamptz[], ?::text[])
                    as t(id, task, map_index, state, detail, attempt, started_at, ended_at, result) join f using (id)
                on conflict (run_id, task, map_index) do update set state = excluded.state, detail = excluded.detail,
                    attempt = case when excluded.attempt < 0 then task_run.attempt else excluded.attempt end,
                    started_at = case when excluded.state = 0 then null
                        else coalesce(excluded.started_at, task_run.started_at) end,
                    ended_at = excluded.ended_at, result = excluded.result,
                    worker = case when excluded.attempt = 0 or excluded.started_at is not null then null
                        else task_run.worker end),
            %sn as (insert into run_change (project_id, runs) select project_id, array_agg(id) from f group by project_id)
            select id, ends and exists (select from concurrency_limit m where m.kind = 'label' and exists
                (select from run_input i where i.run_id = f.id and m.name = any(i.labels))) from f
            """;

    private static final String WITHOUT_ASSETS = APPLY.formatted("");

    private static final String WITH_ASSETS = APPLY.formatted("""
            e as (insert into asset_event
                    (project_id, name, produces, run_id, task, epoch, attempt, at, data_from, data_to)
                select f.project_id, t.name, t.produces, t.id, t.task, f.epoch, case when t.attempt >= 0 then t.attempt
                    else coalesce((select p.attempt from task_run p
                        where p.run_id = t.id and p.task = t.task and p.map_index = -1), 0) end, t.at, i.data_from, i.data_to
                from unnest(?::uuid[], ?::int[], ?::text[], ?::bool[], ?::int[], ?::timestamptz[])
                    as t(id, task, name, produces, attempt, at) join f using (id) join run_input i on i.run_id = t.id),
            """);

    private final Connection connection;

    Applying(Connection connection) {
        this.connection = connection;
    }

    /** No run is in there twice. */
    Written apply(List<Judged> batches) throws SQLException {
        List<HistoryRow> history = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (Judged each : batches) {
            int first = each.batch().after() + 1;
            for (Line line : each.accepted().history()) {
                history.add(new HistoryRow(each.run(), first + line.entry(), line.key(), line.columns(), line));
            }
            each.accepted()
                    .tasks()
                    .forEach((key, row) -> tasks.add(new Task(each.run(), key, StateColumns.of(row.state()), row)));
        }
        List<AssetRow> assets = batches.stream()
                .flatMap(each -> AssetRow.of(each.run(), each.image(), each.accepted()).stream())
                .toList();
        String sql = assets.isEmpty() ? WITHOUT_ASSETS : WITH_ASSETS;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqlArrays arrays = new SqlArrays(connection, statement);
            runs(arrays, batches);
            history(arrays, history);
            tasks(arrays, tasks);
            if (!assets.isEmpty()) {
                AssetRow.write(arrays, assets);
            }
            return written(statement);
        }
    }

    private static void runs(SqlArrays arrays, List<Judged> rows) throws SQLException {
        arrays.column("uuid", rows, Judged::run)
                .column("int4", rows, row -> row.image().project)
                .column("int4", rows, row -> row.batch().epoch())
                .column("int4", rows, row -> row.batch().after())
                .column("int4", rows, row -> row.batch().last())
                .column(
                        "int2",
                        rows,
                        row -> row.columns() == null ? null : row.columns().code())
                .column(
                        "text",
                        rows,
                        row -> row.columns() == null ? null : row.columns().detail())
                .column("bool", rows, row -> row.accepted().ends())
                .column("bool", rows, Judged::trouble)
                .column("timestamptz", rows, Judged::firstChanged)
                .column("timestamptz", rows, row -> row.accepted().runChanged());
    }

    private static void history(SqlArrays arrays, List<HistoryRow> rows) throws SQLException {
        arrays.column("uuid", rows, HistoryRow::run)
                .column("int4", rows, HistoryRow::seq)
                .column(
                        "int4",
                        rows,
                        row -> row.key() == null ? null : row.key().task())
                .column(
                        "int4",
                        rows,
                        row -> row.key() == null ? null : row.key().index())
                .column("int2", rows, row -> row.state().code())
                .column("timestamptz", rows, row -> row.line().at())
                .column("text", rows, row -> row.state().detail());
    }

    static void tasks(SqlArrays arrays, List<Task> rows) throws SQLException {
        arrays.column("uuid", rows, Task::run)
                .column("int4", rows, row -> row.key().task())
                .column("int4", rows, row -> row.key().index())
                .column("int2", rows, row -> row.state().code())
                .column("text", rows, row -> row.state().detail())
                .column("int4", rows, row -> row.row().attempt())
                .column("timestamptz", rows, row -> row.row().startedAt())
                .column("timestamptz", rows, row -> row.row().endedAt())
                .column("text", rows, row -> result(row.row()));
    }

    private static @Nullable String result(TaskRow row) {
        return row.result() == null ? null : Texts.clean(row.result());
    }

    private static Written written(PreparedStatement statement) throws SQLException {
        Set<UUID> runs = new HashSet<>();
        boolean freed = false;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                runs.add(rows.getObject(1, UUID.class));
                freed |= rows.getBoolean(2);
            }
        }
        return new Written(runs, freed);
    }
}
