package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logs and artifacts of runs on their way into the database. */
final class Keepsakes {
    private static final String LOG = """
            insert into log_line (run_id, epoch, seq, at, level, task, map_index, logger, message)
            select r.id, t.* from (select id from flow_run where id = ?::uuid) r,
                unnest(?::int[], ?::bigint[], ?::timestamptz[], ?::smallint[], ?::int[], ?::int[], ?::text[], ?::text[]) t
            on conflict do nothing
            """;

    private static final String KEEP = """
            insert into artifact (run_id, task, map_index, name, kind, content, at)
            select l.run_id, t.* from (select run_id from run_lease where run_id = ?::uuid and epoch = ? for share) l,
                unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::bytea[], ?::timestamptz[]) t
            on conflict (run_id, task, map_index, name) do update
                set kind = excluded.kind, content = excluded.content, at = excluded.at
            """;

    private final Tables tables;

    Keepsakes(Tables tables) {
        this.tables = tables;
    }

    /** How many were new. Also of one that lost its run: what it did it did. */
    int log(UUID run, List<LogLine> lines) {
        return tables.withHandle(handle -> log(handle.getConnection(), run, lines));
    }

    private static int log(Connection connection, UUID run, List<LogLine> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOG)) {
            new SqlArrays(connection, statement)
                    .text(run.toString())
                    .column("int4", lines, LogLine::epoch)
                    .column("int8", lines, LogLine::seq)
                    .column("timestamptz", lines, LogLine::at)
                    .column("int2", lines, line -> (short) line.level())
                    .column(
                            "int4",
                            lines,
                            line -> line.key() == null ? null : line.key().task())
                    .column(
                            "int4",
                            lines,
                            line -> line.key() == null ? null : line.key().index())
                    .column("text", lines, line -> Texts.message(line.logger()))
                    .column("text", lines, line -> Texts.clean(line.message()));
            return statement.executeUpdate();
        }
    }

    /** Whether they are kept: not those of one that does not hold the run. */
    boolean keep(UUID run, int epoch, List<KeptArtifact> artifacts) {
        Map<List<@Nullable Object>, KeptArtifact> last = new LinkedHashMap<>();
        artifacts.forEach(each -> last.put(List.of(each.key(), each.name()), each));
        List<KeptArtifact> rows = List.copyOf(last.values());
        return rows.isEmpty() || tables.withHandle(handle -> keep(handle.getConnection(), run, epoch, rows)) > 0;
    }

    private static int keep(Connection connection, UUID run, int epoch, List<KeptArtifact> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            new SqlArrays(connection, statement)
                    .text(run.toString())
                    .number(epoch)
                    .column("int4", rows, row -> row.key().task())
                    .column("int4", rows, row -> row.key().index())
                    .column("text", rows, row -> Texts.message(row.name()))
                    .column("text", rows, row -> Texts.message(row.kind()))
                    .bytes(rows, KeptArtifact::content)
                    .column("timestamptz", rows, KeptArtifact::at);
            return statement.executeUpdate();
        }
    }
}
