package dev.reeve.server.backup;

import dev.reeve.server.backup.Contents.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What was written: how much of what.
 *
 * @param takenAt the moment that it shows
 */
public record Backup(Instant takenAt, long runs, long rows) {
    /**
     * Writes all tables as they are at one moment, while others go on writing. Takes as little memory as one row of them.
     *
     * @param connection used for this alone; it is closed to all else afterwards
     * @param keyMark of the server's key, to know at a restore whether it is the same; empty: unknown
     * @param stream stays open
     * @throws BackupException if the database or the stream fails
     */
    public static Backup write(Connection connection, String keyMark, OutputStream stream) {
        try {
            return written(connection, keyMark, stream);
        } catch (SQLException e) {
            throw new BackupException("the database cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException("the backup cannot be written: " + e.getMessage(), e);
        }
    }

    private static Backup written(Connection connection, String keyMark, OutputStream stream)
            throws SQLException, IOException {
        Catalog catalog = new Catalog(connection);
        List<Table> tables = catalog.tables();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        Instant now = begin(connection, tables);
        RecordWriter out = new RecordWriter(stream);
        out.write(
                RecordKind.CONTENTS,
                new Contents(catalog.schema(), now, keyMark, catalog.partitions(), catalog.sequences()));
        long rows = 0;
        long runs = 0;
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Table table : tables) {
            long count = write(copy, table, out);
            rows += count;
            runs += table.name().equals("flow_run") ? count : 0;
        }
        out.end();
        connection.rollback();
        return new Backup(now, runs, rows);
    }

    /** Locked before anything is looked at: no week may be dropped between the moment that is shown and its reading. */
    private static Instant begin(Connection connection, List<Table> tables) throws SQLException {
        String all = tables.stream().map(table -> Catalog.quoted(table.name())).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + all + " in access share mode");
            try (ResultSet row = statement.executeQuery("select now()")) {
                var ignored = row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static long write(CopyManager copy, Table table, RecordWriter out) throws SQLException, IOException {
        out.write(RecordKind.TABLE, table);
        String columns = table.columns().stream().map(Catalog::quoted).collect(Collectors.joining(", "));
        long rows;
        try (OutputStream into = out.rows()) {
            rows = copy.copyOut(
                    "copy (select " + columns + " from " + Catalog.quoted(table.name()) + ") to stdout", into);
        }
        out.write(RecordKind.TABLE_END, new Contents.End(rows));
        return rows;
    }
}
