package dev.reeve.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.server.database.DatabaseException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void tablesAreMadeOnceAndFoundAgain() {
        DatabaseAddress address = TestDatabase.fresh();
        try (Database database = Database.open(address)) {
            database.jdbi().useHandle(handle -> handle.execute("insert into project (name) values ('kept')"));
        }
        try (Database database = Database.open(address)) {
            assertThat(names(database)).containsExactly("kept");
        }
    }

    @Test
    void serversThatStartTogetherTakeTurns() throws Exception {
        DatabaseAddress address = TestDatabase.fresh();
        Callable<List<String>> start = () -> {
            try (Database database = Database.open(address)) {
                return names(database);
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<List<String>> each : threads.invokeAll(List.of(start, start, start))) {
                assertThat(each.get()).isEmpty();
            }
        }
    }

    @Test
    void databaseOfANewerReleaseIsRefused() {
        DatabaseAddress address = TestDatabase.fresh();
        try (Database database = Database.open(address)) {
            database.jdbi().useHandle(handle -> handle.execute("""
                            insert into flyway_schema_history
                                (installed_rank, version, description, type, script, installed_by, execution_time, success)
                            values (900, '900', 'far ahead', 'SQL', 'V900__far_ahead.sql', 'reeve', 1, true)
                            """));
        }
        assertThat(refused(address).problem()).isEqualTo(Problem.NEWER_RELEASE);
        assertThat(refused(address)).hasMessageContaining("900").hasMessageContaining("far ahead");
    }

    @Test
    void tablesThatSomebodyChangedAreRefused() {
        DatabaseAddress address = TestDatabase.fresh();
        try (Database database = Database.open(address)) {
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "update flyway_schema_history set checksum = checksum + 1 where version = '1'"));
        }
        assertThat(refused(address).problem()).isEqualTo(Problem.CHANGED);
    }

    @Test
    void wrongPasswordIsSaidAndNotShown() {
        DatabaseAddress shared = TestDatabase.shared().address();
        DatabaseAddress wrong = new DatabaseAddress(shared.url(), shared.user(), "hunter2");

        assertThat(refused(wrong).problem()).isEqualTo(Problem.REFUSED);
        assertThat(refused(wrong)).hasMessageContaining("user and password").hasMessageNotContaining("hunter2");
        assertThat(wrong.toString()).doesNotContain("hunter2");
        assertThat(refused(new DatabaseAddress(shared.url(), shared.user(), "")).problem())
                .isEqualTo(Problem.REFUSED);
    }

    @Test
    void missingDatabaseIsSaid() {
        DatabaseAddress shared = TestDatabase.shared().address();
        DatabaseAddress missing = new DatabaseAddress(
                shared.url().replaceFirst("/postgres$", "/nowhere"), shared.user(), shared.password());
        assertThat(refused(missing).problem()).isEqualTo(Problem.NO_DATABASE);
    }

    @Test
    void hostAndPortWhereNobodyAnswersAreSaid() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        DatabaseAddress nobody = new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/reeve", "reeve", "x");
        assertThat(refused(nobody).problem()).isEqualTo(Problem.UNREACHABLE);
        assertThat(refused(nobody)).hasMessageContaining(":" + port);

        DatabaseAddress noHost = new DatabaseAddress("jdbc:postgresql://no-such-host.invalid/reeve", "reeve", "x");
        assertThat(refused(noHost).problem()).isEqualTo(Problem.UNREACHABLE);
    }

    @Test
    void databaseThatGoesAwayWhileItIsOpenedIsWaitedFor() throws Exception {
        DatabaseAddress address = TestDatabase.fresh();
        try (Restarting there = new Restarting(address, 3)) { // it lets one in, and then ends before it is of use
            DatabaseAddress through = new DatabaseAddress(there.url(address), address.user(), address.password());
            assertThat(refused(through))
                    .returns(Problem.UNREACHABLE, DatabaseException::problem)
                    .hasMessageContaining("attempt failed. Look at host and port");
            there.restart();
            try (Database database = Database.open(through, Duration.ofMinutes(1))) {
                assertThat(names(database)).isEmpty();
            }
            assertThat(there.refused()).isEqualTo(3);
        }
    }

    @Test
    void postgresOlderThanFifteenIsRefused() {
        Connecting connecting = new Connecting(TestDatabase.shared().address(), false);
        connecting.requireRelease(15, "15.18");
        assertThatThrownBy(() -> connecting.requireRelease(14, "14.22"))
                .hasMessageContaining("14.22")
                .hasMessageContaining("15 or newer");
    }

    @Test
    void addressesAreReadAsPeopleWriteThem() {
        for (String text : List.of(
                "jdbc:postgresql://db:5433/reeve?user=me&password=p%40ss",
                "postgresql://me:p%40ss@db:5433/reeve", "postgres://me:p%40ss@db:5433/reeve")) {
            DatabaseAddress address = DatabaseAddress.parse(text);
            assertThat(address)
                    .as(text)
                    .isEqualTo(new DatabaseAddress("jdbc:postgresql://db:5433/reeve", "me", "p@ss"));
        }
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db/reeve?sslmode=require&user=me"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/reeve?sslmode=require", "me", ""));
    }

    @Test
    void textsThatAreNoAddressAreRefusedWithoutRepeatingThem() {
        for (String text : List.of(
                "",
                "mysql://me:secret@db/reeve",
                "jdbc:h2:mem:secret",
                "db:5432/secret",
                "postgresql://me:%secret@db/x")) {
            DatabaseException refused =
                    catchThrowableOfType(DatabaseException.class, () -> DatabaseAddress.parse(text));
            assertThat(refused.problem()).as(text).isEqualTo(Problem.ADDRESS);
            assertThat(refused).hasMessageNotContaining("secret").hasMessageContaining("jdbc:postgresql://");
        }
    }

    @Test
    void dedicatedConnectionLooksUpRowByRow() throws SQLException {
        try (Connection connection = TestDatabase.shared().dedicated();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('enable_seqscan'), current_setting('search_path')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("off");
            assertThat(row.getString(2)).isEqualTo("reeve");
        }
    }

    @Test
    void lookupsArePlannedOnceToLookUpRowByRow() {
        List<String> settings = TestDatabase.shared()
                .lookups()
                .withHandle(handle -> handle.createQuery(
                                "select current_setting('enable_seqscan') union all select current_setting('plan_cache_mode')"
                                        + " union all select current_setting('search_path')")
                        .mapTo(String.class)
                        .list());
        assertThat(settings).containsExactly("off", "force_generic_plan", "reeve");
    }

    private static List<String> names(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select name from project")
                        .mapTo(String.class)
                        .list());
    }

    private static DatabaseException refused(DatabaseAddress address) {
        return catchThrowableOfType(
                DatabaseException.class, () -> Database.open(address).close());
    }
}
