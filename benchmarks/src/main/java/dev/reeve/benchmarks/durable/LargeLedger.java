package dev.reeve.benchmarks.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Puts very many runs of the last thirty days into a ledger, as they lie there after that time, and one very long log. */
@SuppressWarnings("InlineFormatString") // statements are long, and read by themselves
final class LargeLedger {
    private static final int FLOWS = 20;
    private static final int DAYS = 30;

    private static final String OF_FLOWS = """
            insert into flow (project_id, name)
            select p.id, 'flow-' || i from project p, generate_series(1, %d) as i;
            insert into flow_version (flow_id, version, structure_hash, structure, parameters, bundle, labels, readme)
            select f.id, 1, '1', v.structure, v.parameters, v.bundle, '{}', ''
            from flow f, (select * from flow_version where flow_id = (select id from flow where name = 'single')) as v
            where f.name like 'flow-%%';
            """;

    /** One in twenty Failed, one in a hundred Cancelled, the rest Success; one in fifty has a rare label. */
    private static final String OF_RUNS = """
            create temporary table made as
            select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8'
                    || substr(hash, 4, 15))::uuid as id, i, at, v.id as version_id, f.id as flow_id, f.project_id,
                case when i %% 20 = 7 then 11 when i %% 100 = 3 then 15 else 8 end as state
            from (select i, md5(i::text) as hash, now() - interval '1 minute' - (%2$d - i) * interval '%1$d days' / %2$d as at
                  from generate_series(1, %2$d) as i) as n
            join (select *, row_number() over (order by id) as place from flow where name like 'flow-%%') as f
                on f.place = 1 + (i / 7) %% %3$d
            join flow_version v on v.flow_id = f.id;
            insert into flow_run (id, project_id, flow_id, version_id, state, detail, epoch, seq, created_at, started_at, ended_at)
            select id, project_id, flow_id, version_id, state,
                case when state <> 8 then '{"message":"the shop did not answer"}'::json end, 1, 8, at,
                at + interval '1 second', at + interval '3 seconds' from made order by id;
            insert into run_input (run_id, name, parameters, data_from, data_to, cause, words, submitted_by, labels, priority)
            select id, 'quick-otter-' || i, '{"country":"Italy"}', at, at, 'BY_HAND', '', 'ada',
                case when i %% 50 = 0 then array['eu', 'rare'] else array['eu'] end, 0 from made order by id;
            insert into run_trouble (project_id, run_id, epoch, state)
            select project_id, id, 1, state from made where state <> 8;
            insert into task_run (run_id, task, map_index, state, attempt, started_at, ended_at, result)
            select id, 0, -1, state, 1, at + interval '1 second', at + interval '3 seconds', 'file:/results/' || i from made
            order by id;
            insert into run_hour_open (project_id, hour) select distinct project_id, run_hour_of(id) from made
            on conflict do nothing;
            """;

    private static final String OF_LINES = """
            insert into log_line (run_id, epoch, seq, at, level, task, map_index, logger, message)
            select '%1$s', 1, i, now(), 20, 0, -1, 'shop.orders.Loader',
                'Loaded page ' || i || ' of orders of the shop in Lisbon, 250 rows, in ' || i %% 90 || ' ms'
            from generate_series(0, %2$d - 1) as i;
            insert into log_piece (run_id, first_line, epoch, first_seq, lines) values ('%1$s', 1, 1, 0, %2$d);
            """;

    private LargeLedger() {}

    /** The newest of these runs gets the log. */
    static UUID fill(Connection connection, int runs, int lines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(OF_FLOWS.formatted(FLOWS));
            statement.execute(OF_RUNS.formatted(DAYS, runs, FLOWS));
            UUID newest = run(connection, "select id from made order by id desc offset ? limit 1", 0);
            statement.execute(OF_LINES.formatted(newest, lines));
            for (String table : new String[] {"flow_run", "run_input", "run_trouble", "task_run", "log_line"}) {
                statement.execute("vacuum (analyze) " + table); // as it soon is in a server that runs
            }
            return newest;
        }
    }

    /** The run before which so many newer ones lie. */
    static UUID run(Connection connection, int newer) throws SQLException {
        return run(connection, "select id from flow_run order by id desc offset ? limit 1", newer);
    }

    private static UUID run(Connection connection, String query, int newer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, newer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }
}
