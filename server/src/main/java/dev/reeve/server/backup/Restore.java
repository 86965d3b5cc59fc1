package dev.reeve.server.backup;

import dev.reeve.server.backup.Contents.Partition;
import dev.reeve.server.backup.Contents.Sequence;
import dev.reeve.server.backup.Contents.Table;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What was restored.
 *
 * @param takenAt the moment that the backup shows
 * @param schema the version of the tables that it was made of
 * @param keyMark of the key of the server that it was made of; empty: unknown
 * @param takenBack runs that an agent held at that moment, which are given to others
 */
public record Restore(Instant takenAt, String schema, String keyMark, long runs, long rows, long takenBack) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern BOUND =
            Pattern.compile("FOR VALUES FROM \\('[0-9a-f-]{36}'\\) TO \\('[0-9a-f-]{36}'\\)");

    /**
     * Runs that had not ended go on in an epoch that the life of before has not come to: results lie under names that say
     * run, task, epoch and attempt, and whoever still runs writes under those of then. Numbers of sessions leap too.
     */
    private static final List<String> NEW_LIFE = List.of(
            "update flow_run set epoch = epoch + 1000 where ended_at is null",
            "update flow_run f set lapses = greatest(lapses - 1, 0) from run_lease l where l.run_id = f.id",
            "update run_lease set epoch = epoch + 1000",
            "update agent_session set ended_at = now() where ended_at is null",
            "delete from login_session",
            "select setval(pg_get_serial_sequence('agent_session', 'id'),"
                    + " nextval(pg_get_serial_sequence('agent_session', 'id')) + 1000000)");

    private record Loaded(long runs, long rows, long takenBack) {}

    /**
     * Reads a backup into a database that is empty: whole or, if something is wrong with it, not at all.
     *
     * @param stream stays open
     * @throws BackupException if there is something in the database, or the backup is not whole, or of a newer release
     * @throws dev.reeve.server.database.DatabaseException if the database cannot be used
     */
    public static Restore read(DatabaseAddress address, InputStream stream) {
        try {
            RecordReader in = new RecordReader(stream);
            Contents contents = in.take(RecordKind.CONTENTS, Contents.class);
            requireEmpty(address);
            Database.prepare(address, contents.schema());
            Loaded loaded = load(address, contents, in);
            return new Restore(
                    contents.takenAt(),
                    contents.schema(),
                    contents.keyMark(),
                    loaded.runs(),
                    loaded.rows(),
                    loaded.takenBack());
        } catch (SQLException e) {
            throw new BackupException("the database does not take the backup: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException("the backup cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(DatabaseAddress address) throws SQLException {
        try (Connection connection = Database.connect(address)) {
            Catalog catalog = new Catalog(connection);
            if (!catalog.hasTables()) {
                return;
            }
            for (Table table : catalog.tables()) {
                if (!catalog.empty(table)) { // those of a restore that failed are all empty
                    throw new BackupException("there is something in " + address + " already (in table " + table.name()
                            + "). A backup is restored into an empty database, or a new directory: --data-dir DIR");
                }
            }
        }
    }

    private static Loaded load(DatabaseAddress address, Contents contents, RecordReader in)
            throws SQLException, IOException {
        try (Connection connection = Database.connect(address)) {
            Map<String, Table> known = new Catalog(connection)
                    .tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
            connection.setAutoCommit(false);
            clear(connection, known);
            for (Partition each : contents.partitions()) {
                create(connection, each, known);
            }
            long rows = 0;
            long runs = 0;
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            while (in.next() == RecordKind.TABLE) {
                Table table = in.take(RecordKind.TABLE, Table.class);
                long count = load(copy, checked(table, known), in);
                rows += count;
                runs += table.name().equals("flow_run") ? count : 0;
            }
            in.requireEnd();
            for (Sequence each : contents.sequences()) {
                set(connection, each);
            }
            long held = begin(connection);
            connection.commit();
            return new Loaded(runs, rows, held);
        }
    }

    /** What a migration itself puts into a table is in the backup too. */
    private static void clear(Connection connection, Map<String, Table> known) throws SQLException {
        String all = known.keySet().stream().map(Catalog::quoted).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + all);
        }
    }

    private static void create(Connection connection, Partition partition, Map<String, Table> known)
            throws SQLException {
        if (!NAME.matcher(partition.name()).matches()
                || !known.containsKey(partition.of())
                || !BOUND.matcher(partition.bound()).matches()) {
            throw new BackupException("the backup has a part of a table that this release does not know: "
                    + partition.name() + ", " + partition.bound());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + partition.name() + " partition of "
                    + Catalog.quoted(partition.of()) + " " + partition.bound());
        }
    }

    private static Table checked(Table table, Map<String, Table> known) {
        Table there = known.get(table.name());
        if (there == null || !there.columns().containsAll(table.columns())) {
            throw new BackupException("the backup has a table " + table.name() + " with columns " + table.columns()
                    + ", which tables of its version do not have. It was made of tables that somebody had changed");
        }
        return table;
    }

    private static long load(CopyManager copy, Table table, RecordReader in) throws SQLException, IOException {
        String columns = table.columns().stream().map(Catalog::quoted).collect(Collectors.joining(", "));
        long rows = copy.copyIn("copy " + Catalog.quoted(table.name()) + " (" + columns + ") from stdin", in.rows());
        if (rows != in.take(RecordKind.TABLE_END, Contents.End.class).rows()) {
            throw BackupException.torn();
        }
        return rows;
    }

    private static void set(Connection connection, Sequence sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            statement.setString(1, Catalog.quoted(sequence.name()));
            statement.setLong(2, sequence.last());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    private static long begin(Connection connection) throws SQLException {
        List<Integer> counts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String each : NEW_LIFE) {
                statement.execute(each);
                counts.add(statement.getUpdateCount());
            }
        }
        return counts.get(2);
    }
}
