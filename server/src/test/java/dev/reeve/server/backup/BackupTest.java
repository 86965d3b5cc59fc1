package dev.reeve.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.server.backup.Contents.Table;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every table that there is, filled, written, and read into another database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BackupTest {
    /** What a check of several columns wants. */
    private static final Map<String, String> BY_COLUMN = Map.of(
            "api_key.kind",
            "'user'",
            "api_key.role",
            "'viewer'",
            "api_key.project",
            "null",
            "flow_run.ended_at",
            "now()");

    private static final String HOSTILE = "E'a\\tb\\nc\\\\.\\n\\\\N \"q\" ; '' {} \\u00e9\\U0001F600'";

    private DatabaseAddress from;
    private byte[] backup;

    @BeforeAll
    void fill() throws SQLException {
        from = TestDatabase.fresh();
        Database.open(from).close();
        try (Connection connection = Database.connect(from)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table log_line_20240101 partition of log_line for values from"
                        + " ('018cc251-f400-7000-8000-000000000000') to ('018ce65e-5c00-7000-8000-000000000000')");
            }
            for (Table table : new Catalog(connection).tables()) {
                fill(connection, table);
            }
        }
        backup = written();
    }

    private byte[] written() throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = Database.connect(from)) {
            Backup.write(connection, "mark", out);
        }
        return out.toByteArray();
    }

    /** References are not looked at: what is tested is that rows come back as they are. */
    private static void fill(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            List<String> values = new ArrayList<>();
            for (String column : table.columns()) {
                values.add(
                        BY_COLUMN.getOrDefault(table.name() + "." + column, value(connection, table.name(), column)));
            }
            statement.execute("insert into " + table.name() + " (" + String.join(", ", quoted(table))
                    + ") overriding system value values (" + String.join(", ", values) + ") on conflict do nothing");
            statement.execute("set session_replication_role = origin");
        }
    }

    private static List<String> quoted(Table table) {
        return table.columns().stream().map(Catalog::quoted).toList();
    }

    private static String value(Connection connection, String table, String column) throws SQLException {
        String word = one(
                connection,
                "select coalesce(min(substring(pg_get_constraintdef(k.oid) from 'ARRAY\\[''([^'']+)''')), '')"
                        + " from pg_constraint k where k.contype = 'c' and k.conrelid = '" + table
                        + "'::regclass and k.conkey = array[(select attnum from pg_attribute"
                        + " where attrelid = k.conrelid and attname = '" + column + "')]");
        if (!word.isEmpty()) { // one of those that the table allows
            return "'" + word + "'";
        }
        return switch (one(
                connection,
                "select data_type from information_schema.columns where table_schema = 'reeve' and table_name = '"
                        + table + "' and column_name = '" + column + "'")) {
            case "integer", "bigint", "smallint" -> "7";
            case "double precision", "numeric", "real" -> "0.1";
            case "uuid" -> "'018cc251-f400-7000-8000-000000000007'";
            case "boolean" -> "true";
            case "json", "jsonb" -> "'{\"a\": \"\\\\u0000 \\\\\\\\ x\"}'".replace("\\\\u0000", "\\\\n");
            case "bytea" -> "'\\x00ff0a5c2e'";
            case "ARRAY" -> "text[]".equals(type(connection, table, column)) ? "array['a', 'b,\"c\\']" : "'{1,7}'";
            case "text", "character varying" -> HOSTILE;
            case "interval" -> "'1 day 2 hours'";
            default -> "'-infinity'"; // times
        };
    }

    private static String type(Connection connection, String table, String column) throws SQLException {
        return one(
                connection,
                "select format_type(atttypid, null) from pg_attribute where attrelid = '" + table
                        + "'::regclass and attname = '" + column + "'");
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return String.valueOf(row.getString(1));
        }
    }

    private static Map<String, String> content(DatabaseAddress address) throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = Database.connect(address)) {
            for (Table table : new Catalog(connection).tables()) {
                content.put(
                        table.name(),
                        one(
                                connection,
                                "select count(*) || ': ' || coalesce(string_agg(t::text, ' | ' order by t::text), '') from "
                                        + table.name() + " t"));
            }
        }
        return content;
    }

    @Test
    void everyTableComesBackAsItWas() throws SQLException {
        DatabaseAddress to = TestDatabase.fresh();
        Restore restored = Restore.read(to, new ByteArrayInputStream(backup));
        Database.open(to).close();

        Map<String, String> before = content(from);
        Map<String, String> after = content(to);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).startsWith("1: "));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.get("login_session")).isEqualTo("0: "); // who logged out since is not logged in again
        for (String table : before.keySet()) {
            if (!List.of("login_session", "run_lease", "agent_session", "flow_run", "run_hour_open")
                    .contains(table)) {
                assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
            }
        }
        try (Connection connection = Database.connect(to)) {
            assertThat(one(connection, "select count(*) from run_hour_open"))
                    .as("counted anew")
                    .isNotEqualTo("0");
        }
        assertThat(restored.runs()).isEqualTo(1);
        assertThat(restored.rows()).isEqualTo(before.size());
        assertThat(restored.keyMark()).isEqualTo("mark");
    }

    @Test
    void whatIsOfAWeekLiesInThatWeekAndNumbersGoOn() throws SQLException {
        DatabaseAddress to = TestDatabase.fresh();
        Restore.read(to, new ByteArrayInputStream(backup));

        try (Connection connection = Database.connect(to)) {
            assertThat(one(connection, "select count(*) from log_line_20240101"))
                    .isEqualTo("1");
            assertThat(one(connection, "select count(*) from log_line_rest")).isEqualTo("0");
            assertThat(Long.parseLong(one(connection, "select nextval(pg_get_serial_sequence('agent_session', 'id'))")))
                    .isGreaterThan(1_000_000);
        }
        try (Connection before = Database.connect(from);
                Connection after = Database.connect(to)) {
            assertThat(one(before, "select life from database_life"))
                    .isNotEqualTo(one(after, "select life from database_life"));
        }
    }

    @Test
    void backupThatBreaksOffOrWasChangedIsRefusedWholly() throws SQLException {
        DatabaseAddress to = TestDatabase.fresh();
        Random random = new Random(7);
        List<byte[]> broken = new ArrayList<>();
        for (int length :
                List.of(20, 30, backup.length / 2, backup.length - 40, backup.length - 9, backup.length - 1)) {
            broken.add(Arrays.copyOf(backup, length));
        }
        for (int i = 0; i < 20; i++) {
            byte[] changed = backup.clone();
            changed[30 + random.nextInt(backup.length - 30)] ^= (byte) (1 << random.nextInt(8));
            broken.add(changed);
        }
        for (byte[] each : broken) {
            assertThatThrownBy(() -> Restore.read(to, new ByteArrayInputStream(each)))
                    .isInstanceOf(RuntimeException.class)
                    .satisfies(refused ->
                            assertThat(String.valueOf(refused.getMessage())).isNotEmpty());
            assertThat(content(to).values()).as("nothing is left of it").allMatch(rows -> rows.startsWith("0"));
        }
        assertThat(Restore.read(to, new ByteArrayInputStream(backup)).runs())
                .as("and the whole one still fits")
                .isEqualTo(1);
    }

    @Test
    void fileThatIsSomethingElseIsRefused() {
        refused("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1), "is no backup of a Reeve server");
        refused(new byte[0], "is no backup of a Reeve server");
        refused("reeve backup 2\n...".getBytes(StandardCharsets.US_ASCII), "format 2");
        refused("reeve backup 1\n".getBytes(StandardCharsets.US_ASCII), "not whole");
        refused("reeve backup 1\nplain".getBytes(StandardCharsets.US_ASCII), "not whole");
    }

    private static void refused(byte[] file, String words) {
        assertThatThrownBy(() -> Restore.read(TestDatabase.shared().address(), new ByteArrayInputStream(file)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(words);
    }

    @Test
    void databaseThatHasSomethingInItIsLeftAlone() throws SQLException {
        Map<String, String> before = content(from);
        assertThatThrownBy(() -> Restore.read(from, new ByteArrayInputStream(backup)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there is something in");
        assertThat(content(from)).isEqualTo(before);
    }

    @Test
    void backupOfANewerReleaseIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(out);
        writer.write(RecordKind.CONTENTS, new Contents("9000", java.time.Instant.EPOCH, "", List.of(), List.of()));
        writer.end();
        DatabaseException refused = catchThrowableOfType(
                DatabaseException.class,
                () -> Restore.read(TestDatabase.fresh(), new ByteArrayInputStream(out.toByteArray())));
        assertThat(refused.problem()).isEqualTo(DatabaseException.Problem.NEWER_RELEASE);
    }

    @Test
    void backupOfAnEarlierReleaseIsBroughtToThisOne() throws SQLException {
        DatabaseAddress old = TestDatabase.fresh();
        Database.prepare(old, "2");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = Database.connect(old)) {
            connection.createStatement().execute("insert into project (name) values ('Demo')");
            Backup.write(connection, "", out);
        }
        DatabaseAddress to = TestDatabase.fresh();
        assertThat(Restore.read(to, new ByteArrayInputStream(out.toByteArray())).schema())
                .isEqualTo("2");
        Database.open(to).close();
        try (Connection connection = Database.connect(to)) {
            assertThat(one(connection, "select name from project")).isEqualTo("Demo");
            assertThat(one(connection, "select count(*) from database_life")).isEqualTo("1");
        }
    }

    @Test
    void backupShowsOneMomentWhileOthersWrite() throws SQLException {
        DatabaseAddress busy = TestDatabase.fresh();
        Database.open(busy).close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection reading = Database.connect(busy);
                Connection writing = Database.connect(busy)) {
            OutputStream slow = new OutputStream() {
                private boolean told;

                @Override
                public void write(int one) {
                    out.write(one);
                    if (!told) { // the moment is past: what comes now is not in it
                        told = true;
                        add(writing);
                    }
                }
            };
            Backup.write(reading, "", slow);
        }
        DatabaseAddress to = TestDatabase.fresh();
        Restore.read(to, new ByteArrayInputStream(out.toByteArray()));
        assertThat(content(to).get("project")).isEqualTo("0: ");
        assertThat(content(busy).get("project")).startsWith("1: ");
    }

    private static void add(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into project (name) values ('late')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
