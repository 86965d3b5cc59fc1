package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Applying.Judged;
import dev.reeve.server.ledger.Judgement.Inside;
import dev.reeve.server.ledger.Judgement.Line;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What batches tell of runs that tasks are, in one statement behind the one that wrote the rest of them, within its
 * transaction: the fence is that of the root, whose numbers their lines of history have.
 */
final class ApplyingInside {
    private record Run(Judged root, Inside inside) {
        UUID id() {
            return inside.image().run;
        }

        StateColumns columns() {
            return StateColumns.of(inside.accepted().run());
        }

        /** The number of its last line; lines there are, or it would not be told of. */
        int seq() {
            return root.batch().after()
                    + 1
                    + inside.accepted().history().getLast().entry();
        }

        @Nullable
        Instant started() {
            return inside.accepted().history().stream()
                    .filter(line -> line.key() == null && line.columns().code() >= StateColumns.PAUSED)
                    .map(Line::at)
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Instant ended() {
            return inside.accepted().ends() ? inside.accepted().runChanged() : null;
        }

        @Nullable
        Object opened(Function<InnerRun, Object> part) {
            InnerRun opened = inside.opened();
            return opened == null ? null : part.apply(opened);
        }
    }

    private record HistoryRow(UUID run, int seq, int epoch, Line line) {}

    /** A row that begins in the batch has a path, one that goes on has none. */
    private static final String APPLY = """
            with r as (select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::smallint[], ?::text[], ?::int[],
                    ?::timestamptz[], ?::timestamptz[], ?::text[], ?::int[], ?::smallint[], ?::int[], ?::text[],
                    ?::text[], ?::uuid[], ?::int[], ?::int[])
                as r(id, root, epoch, state, detail, seq, started, ended, path, attempt, depth, inner_flow, flow_name,
                    name, parent_run, parent_task, parent_index)),
            b as (insert into inner_run (id, root_run, path, attempt, depth, project_id, flow_id, inner_flow, flow_name,
                    state, detail, epoch, seq, created_at, started_at, ended_at)
                select r.id, r.root, r.path, r.attempt, r.depth, f.project_id, f.flow_id, r.inner_flow, r.flow_name,
                    r.state, r.detail::json, r.epoch, r.seq, now(), r.started, r.ended
                from r join flow_run f on f.id = r.root where r.path is not null
                on conflict (id) do update set inner_flow = excluded.inner_flow, flow_name = excluded.flow_name,
                    state = excluded.state, detail = excluded.detail, epoch = excluded.epoch, seq = excluded.seq,
                    started_at = coalesce(inner_run.started_at, excluded.started_at), ended_at = excluded.ended_at),
            i as (insert into run_input (run_id, name, parameters, data_from, data_to, cause, words, submitted_by, labels,
                    priority, parent_run, parent_task, parent_index)
                select r.id, r.name, '{}'::json, o.data_from, o.data_to, o.cause, o.words, o.submitted_by, o.labels, o.priority,
                    r.parent_run, r.parent_task, r.parent_index
                from r join run_input o on o.run_id = r.root where r.path is not null on conflict (run_id) do nothing),
            w as (update inner_run u set state = r.state, detail = r.detail::json, seq = r.seq,
                    started_at = coalesce(u.started_at, r.started), ended_at = r.ended
                from r where u.id = r.id and r.path is null),
            h as (insert into state_history (run_id, seq, epoch, task, map_index, state, by_server, at, detail)
                select id, seq, epoch, task, map_index, state, false, at, detail::json
                from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[], ?::smallint[], ?::timestamptz[], ?::text[])
                    as t(id, seq, epoch, task, map_index, state, at, detail)),
            u as (insert into task_run (run_id, task, map_index, state, detail, attempt, started_at, ended_at, result)
                select id, task, map_index, state, detail::json, attempt, started_at, ended_at, result
                from unnest(?::uuid[], ?::int[], ?::int[], ?::smallint[], ?::text[], ?::int[], ?::timestamptz[],
                        ?::timestamptz[], ?::text[])
                    as t(id, task, map_index, state, detail, attempt, started_at, ended_at, result)
                on conflict (run_id, task, map_index) do update set state = excluded.state, detail = excluded.detail,
                    attempt = case when excluded.attempt < 0 then task_run.attempt else excluded.attempt end,
                    started_at = case when excluded.state = 0 then null
                        else coalesce(excluded.started_at, task_run.started_at) end,
                    ended_at = excluded.ended_at, result = excluded.result,
                    worker = case when excluded.attempt = 0 or excluded.started_at is not null then null
                        else task_run.worker end)
            insert into run_change (project_id, runs)
            select f.project_id, array_agg(r.id) from r join flow_run f on f.id = r.root group by f.project_id
            """;

    /** Task runs of runs that look different now than they did: numbers of tasks have another meaning. */
    private static final String DIFFERENT = """
            delete from task_run t using unnest(?::uuid[], ?::int[]) as r(id, inner_flow), inner_run o
            where o.id = r.id and o.inner_flow <> r.inner_flow and t.run_id = r.id
            """;

    /** Behind what was written of task runs, as an attempt may be known there only. */
    private static final String ASSETS = """
            insert into asset_event (project_id, name, produces, run_id, task, epoch, attempt, at, data_from, data_to)
            select r.project_id, t.name, t.produces, t.id, t.task, r.epoch, case when t.attempt >= 0 then t.attempt
                else coalesce((select p.attempt from task_run p
                    where p.run_id = t.id and p.task = t.task and p.map_index = -1), 0) end, t.at, i.data_from, i.data_to
            from unnest(?::uuid[], ?::int[], ?::text[], ?::bool[], ?::int[], ?::timestamptz[])
                as t(id, task, name, produces, attempt, at)
            join inner_run r on r.id = t.id join run_input i on i.run_id = t.id
            """;

    private final Connection connection;

    ApplyingInside(Connection connection) {
        this.connection = connection;
    }

    /** Of batches that were written. */
    void apply(List<Judged> batches) throws SQLException {
        List<Run> runs = new ArrayList<>();
        for (Judged each : batches) {
            each.accepted().inside().stream()
                    .filter(part -> !part.accepted().history().isEmpty())
                    .forEach(part -> runs.add(new Run(each, part)));
        }
        if (runs.isEmpty()) {
            return;
        }
        List<Run> opened =
                runs.stream().filter(run -> run.inside().opened() != null).toList();
        if (!opened.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(DIFFERENT)) {
                new SqlArrays(connection, statement)
                        .column("uuid", opened, Run::id)
                        .column(
                                "int4",
                                opened,
                                run -> run.opened(inner -> -inner.flow().version()));
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(APPLY)) {
            SqlArrays arrays = new SqlArrays(connection, statement);
            runs(arrays, runs);
            history(arrays, runs);
            tasks(arrays, runs);
            statement.executeUpdate();
        }
        assets(runs);
    }

    private void assets(List<Run> runs) throws SQLException {
        List<AssetRow> rows = runs.stream()
                .flatMap(run ->
                        AssetRow.of(run.id(), run.inside().image(), run.inside().accepted()).stream())
                .toList();
        if (!rows.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(ASSETS)) {
                AssetRow.write(new SqlArrays(connection, statement), rows);
                statement.executeUpdate();
            }
        }
    }

    private static void runs(SqlArrays arrays, List<Run> rows) throws SQLException {
        arrays.column("uuid", rows, Run::id)
                .column("uuid", rows, row -> row.root().run())
                .column("int4", rows, row -> row.root().batch().epoch())
                .column("int2", rows, row -> row.columns().code())
                .column("text", rows, row -> row.columns().detail())
                .column("int4", rows, Run::seq)
                .column("timestamptz", rows, Run::started)
                .column("timestamptz", rows, Run::ended)
                .column("text", rows, row -> row.opened(opened -> Texts.clean(opened.path())))
                .column("int4", rows, row -> row.opened(InnerRun::attempt))
                .column(
                        "int2",
                        rows,
                        row -> row.opened(opened -> (short) row.inside().image().depth))
                .column("int4", rows, row -> row.opened(opened -> -opened.flow().version()))
                .column("text", rows, row -> row.opened(opened -> opened.flow().name()))
                .column("text", rows, row -> row.opened(opened -> Texts.message(opened.name())))
                .column(
                        "uuid",
                        rows,
                        row -> row.opened(opened -> opened.parent().run()))
                .column(
                        "int4",
                        rows,
                        row -> row.opened(opened -> opened.parent().key().task()))
                .column(
                        "int4",
                        rows,
                        row -> row.opened(opened -> opened.parent().key().index()));
    }

    private static void history(SqlArrays arrays, List<Run> runs) throws SQLException {
        List<HistoryRow> rows = new ArrayList<>();
        for (Run run : runs) {
            Batch batch = run.root().batch();
            run.inside()
                    .accepted()
                    .history()
                    .forEach(line ->
                            rows.add(new HistoryRow(run.id(), batch.after() + 1 + line.entry(), batch.epoch(), line)));
        }
        arrays.column("uuid", rows, HistoryRow::run)
                .column("int4", rows, HistoryRow::seq)
                .column("int4", rows, HistoryRow::epoch)
                .column(
                        "int4",
                        rows,
                        row -> row.line().key() == null
                                ? null
                                : row.line().key().task())
                .column(
                        "int4",
                        rows,
                        row -> row.line().key() == null
                                ? null
                                : row.line().key().index())
                .column("int2", rows, row -> row.line().columns().code())
                .column("timestamptz", rows, row -> row.line().at())
                .column("text", rows, row -> row.line().columns().detail());
    }

    private static void tasks(SqlArrays arrays, List<Run> runs) throws SQLException {
        List<Applying.Task> rows = new ArrayList<>();
        for (Run run : runs) {
            run.inside()
                    .accepted()
                    .tasks()
                    .forEach((key, row) ->
                            rows.add(new Applying.Task(run.id(), key, StateColumns.of(row.state()), row)));
        }
        Applying.tasks(arrays, rows);
    }
}
