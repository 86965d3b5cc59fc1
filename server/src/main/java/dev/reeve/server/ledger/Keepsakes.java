package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Logs and artifacts of runs on their way into the database. */
final class Keepsakes {
    private static final String LOG = """
            insert into log_line (run_id, epoch, seq, at, level, task, map_index, logger, message,
                inner_run, inner_task, inner_index)
            select r.id, t.* from (select id from flow_run where id = ?::uuid) r,
                unnest(?::int[], ?::bigint[], ?::timestamptz[], ?::smallint[], ?::int[], ?::int[], ?::text[], ?::text[],
                    ?::uuid[], ?::int[], ?::int[]) t
            on conflict do nothing returning epoch, seq
            """;

    /** The last piece of the run's log grows, or there is a new one. */
    private static final String PIECE = """
            with last as (select * from log_piece where run_id = :run order by first_line desc limit 1),
            grown as (update log_piece p set lines = p.lines + :lines from last
                where p.run_id = :run and p.first_line = last.first_line
                and last.epoch = :epoch and last.first_seq + last.lines = :first returning p.run_id)
            insert into log_piece (run_id, first_line, epoch, first_seq, lines)
            select :run, coalesce((select first_line + lines from last), 1), :epoch, :first, :lines
            where not exists (select from grown)
            """;

    private static final String KEEP = """
            insert into artifact (run_id, task, map_index, name, kind, content, at)
            select ?::uuid, t.* from (select run_id from run_lease where run_id = ?::uuid and epoch = ? for share) l,
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
        return lines.isEmpty()
                ? 0
                : tables.inTransaction(handle -> {
                    // lines of one run are numbered one after the other
                    handle.execute(
                            "select pg_advisory_xact_lock(hashtextextended('reeve log ' || ?, 0))", run.toString());
                    List<Place> written = log(handle.getConnection(), run, lines);
                    int from = 0;
                    for (int i = 1; i <= written.size(); i++) {
                        if (i == written.size() || !written.get(i).follows(written.get(i - 1))) {
                            piece(handle, run, written.get(from), i - from);
                            from = i;
                        }
                    }
                    return written.size();
                });
    }

    private record Place(int epoch, long seq) {
        boolean follows(Place other) {
            return epoch == other.epoch && seq == other.seq + 1;
        }
    }

    private static void piece(Handle handle, UUID run, Place first, int lines) {
        handle.createUpdate(PIECE)
                .bind("run", run)
                .bind("epoch", first.epoch())
                .bind("first", first.seq())
                .bind("lines", (long) lines)
                .execute();
    }

    private static List<Place> log(Connection connection, UUID run, List<LogLine> lines) throws SQLException {
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
                    .column("text", lines, line -> Texts.clean(line.message()))
                    .column(
                            "uuid",
                            lines,
                            line -> line.inner() == null ? null : line.inner().run())
                    .column(
                            "int4",
                            lines,
                            line -> line.inner() == null
                                    ? null
                                    : line.inner().key().task())
                    .column(
                            "int4",
                            lines,
                            line -> line.inner() == null
                                    ? null
                                    : line.inner().key().index());
            List<Place> written = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.add(new Place(rows.getInt(1), rows.getLong(2)));
                }
            }
            written.sort(Comparator.comparingInt(Place::epoch).thenComparingLong(Place::seq));
            return written;
        }
    }

    /** Whether they are kept, of a run that is held or of one that a task of it is: not those of one that does not hold the run. */
    boolean keep(UUID holder, int epoch, UUID run, List<KeptArtifact> artifacts) {
        Map<List<@Nullable Object>, KeptArtifact> last = new LinkedHashMap<>();
        artifacts.forEach(each -> last.put(List.of(each.key(), each.name()), each));
        List<KeptArtifact> rows = List.copyOf(last.values());
        return rows.isEmpty()
                || tables.withHandle(handle -> keep(handle.getConnection(), holder, epoch, run, rows)) > 0;
    }

    private static int keep(Connection connection, UUID holder, int epoch, UUID run, List<KeptArtifact> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            new SqlArrays(connection, statement)
                    .text(run.toString())
                    .text(holder.toString())
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
