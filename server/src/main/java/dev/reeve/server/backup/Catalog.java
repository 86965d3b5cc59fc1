package dev.reeve.server.backup;

import dev.reeve.server.backup.Contents.Partition;
import dev.reeve.server.backup.Contents.Sequence;
import dev.reeve.server.backup.Contents.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What tables there are, asked of PostgreSQL itself: a table that a later release adds is backed up without a word here. */
final class Catalog {
    /** What a database is, rather than what is in it. */
    private static final Set<String> ITS_OWN = Set.of("flyway_schema_history", "database_life");

    private static final String TABLES = """
            select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by c.relname, a.attnum
            """;

    private static final String REFERENCES = """
            select distinct f.relname, t.relname from pg_constraint k
            join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
            where k.contype = 'f' and f.relnamespace = current_schema()::regnamespace and f.oid <> t.oid
            """;

    private static final String PARTITIONS = """
            select c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid) from pg_class c
            join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
            where c.relispartition and c.relnamespace = current_schema()::regnamespace
              and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
            order by c.relname
            """;

    private static final String SEQUENCES = """
            select c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = current_schema()::regnamespace
            order by 1
            """;

    private final Connection connection;

    Catalog(Connection connection) {
        this.connection = connection;
    }

    private record Reference(String from, String to) {}

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Those that others refer to first. */
    List<Table> tables() throws SQLException {
        List<Table> all = new ArrayList<>();
        record Column(String table, String name) {}
        for (Column column : rows(TABLES, row -> new Column(row.getString(1), row.getString(2)))) {
            if (ITS_OWN.contains(column.table())) {
                continue;
            }
            List<String> columns = new ArrayList<>();
            if (!all.isEmpty() && all.getLast().name().equals(column.table())) {
                columns.addAll(all.removeLast().columns());
            }
            columns.add(column.name());
            all.add(new Table(column.table(), columns));
        }
        return ordered(all, rows(REFERENCES, row -> new Reference(row.getString(1), row.getString(2))));
    }

    private static List<Table> ordered(List<Table> all, List<Reference> references) {
        List<Table> rest = new ArrayList<>(all);
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (!rest.isEmpty()) {
            List<Table> free = rest.stream()
                    .filter(table -> references.stream()
                            .allMatch(each -> !each.from().equals(table.name()) || done.contains(each.to())))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + rest);
            }
            ordered.addAll(free);
            rest.removeAll(free);
            free.forEach(table -> done.add(table.name()));
        }
        return ordered;
    }

    List<Partition> partitions() throws SQLException {
        return rows(PARTITIONS, row -> new Partition(row.getString(1), row.getString(2), row.getString(3)));
    }

    List<Sequence> sequences() throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        for (String name : rows(SEQUENCES, row -> row.getString(1))) {
            sequences.addAll(rows(
                    "select last_value, is_called from " + quoted(name),
                    row -> new Sequence(name, row.getLong(1), row.getBoolean(2))));
        }
        return sequences;
    }

    String schema() throws SQLException {
        return rows(
                        "select version from flyway_schema_history where success and version is not null"
                                + " order by installed_rank desc limit 1",
                        row -> row.getString(1))
                .getFirst();
    }

    boolean hasTables() throws SQLException {
        return rows(
                        "select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname = 'reeve' and c.relkind in ('r', 'p'))",
                        row -> row.getBoolean(1))
                .getFirst();
    }

    boolean empty(Table table) throws SQLException {
        return rows("select not exists (select from " + quoted(table.name()) + ")", row -> row.getBoolean(1))
                .getFirst();
    }

    private <T> List<T> rows(String query, Row<T> each) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(each.of(result));
            }
        }
        return rows;
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
