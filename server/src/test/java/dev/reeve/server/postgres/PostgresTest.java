package dev.reeve.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostgresTest {
    @Test
    void firstStartSaysWhatTakesLongAndKeepsEveryCommit() throws Exception {
        Path home = Homes.bare();
        List<String> told = new ArrayList<>();

        try (Postgres postgres = Postgres.start(PostgresOptions.at(home).progress(told::add))) {
            assertThat(told).containsExactly("unpacking PostgreSQL 18.6", "setting up the database");
            assertThat(setting(postgres, "server_version")).startsWith("18.6");
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(setting(postgres, setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void nobodyEntersWithoutThePasswordAndNobodyElseCanReadIt() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
            assertThat(setting(postgres, "ssl")).isEqualTo("off");
            assertThat(postgres.password()).hasSize(48);
        }

        assertThat(permissions(home)).doesNotContain("rwxr-").endsWith("---");
        assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("data/reeve.password"))).isEqualTo("rw-------");
    }

    @Test
    void dataAndPasswordAreThereAfterAnotherStart() throws Exception {
        Path home = Homes.setUp();
        String password;
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            password = postgres.password();
            execute(postgres, "create table kept as select 42 as answer");
        }

        List<String> told = new ArrayList<>();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home).progress(told::add))) {
            assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
            assertThat(postgres.password()).isEqualTo(password);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void secondServerIsRefusedAndToldWhoHasTheDirectory() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            assertThatThrownBy(() -> Postgres.start(PostgresOptions.at(home)))
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data-dir");

            Process other = HeldPostgres.start(home);
            assertThat(HeldPostgres.await(other, "REFUSED"))
                    .contains("IN_USE", "process " + ProcessHandle.current().pid());
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void postgresEndsWithAProcessThatIsKilled() throws Exception {
        Path home = Homes.setUp();
        Process holder = HeldPostgres.start(home);
        HeldPostgres.await(holder, "READY");
        ProcessHandle postmaster = postmaster(home);

        holder.destroyForcibly().waitFor();

        postmaster.onExit().get(20, TimeUnit.SECONDS);
        assertThat(Files.readString(home.resolve("postgres.log"))).contains("database system is shut down");
    }

    @Test
    void postgresEndsWithAProcessThatIsAskedToEndTogetherWithItsChildren() throws Exception {
        Path home = Homes.setUp();
        Process holder = HeldPostgres.start(home);
        HeldPostgres.await(holder, "READY");
        ProcessHandle postmaster = postmaster(home);
        holder.children().forEach(ProcessHandle::destroy); // as "timeout" and service managers do

        holder.destroyForcibly().waitFor();

        postmaster.onExit().get(60, TimeUnit.SECONDS);
        assertThat(Files.readString(home.resolve("postgres.log"))).contains("database system is shut down");
    }

    @Test
    void postgresThatOutlivedItsServerIsStoppedByTheNextOne() throws Exception {
        Path home = Homes.setUp();
        Process holder = HeldPostgres.start(home);
        HeldPostgres.await(holder, "READY");
        ProcessHandle postmaster = postmaster(home);
        Set<ProcessHandle> left = postmaster.descendants().collect(Collectors.toSet());
        left.add(postmaster);
        for (ProcessHandle watching : holder.descendants().toList()) {
            if (!left.contains(watching)) {
                watching.destroyForcibly();
            }
        }
        holder.destroyForcibly().waitFor();
        assertThat(postmaster.isAlive()).isTrue();

        List<String> told = new ArrayList<>();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home).progress(told::add))) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(told).singleElement().asString().contains("process " + postmaster.pid());
        assertThat(postmaster.isAlive()).isFalse();
    }

    @Test
    void killedPostgresComesBackAtItsPortWithAllThatWasCommitted() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            execute(postgres, "create table kept as select 42 as answer");
            ProcessHandle postmaster = postmaster(home);

            postmaster.destroyForcibly();
            postmaster.onExit().get(20, TimeUnit.SECONDS);

            assertThat(queryOnceItIsBack(postgres, "select answer from kept")).isEqualTo("42");
            assertThat(postmaster(home).pid()).isNotEqualTo(postmaster.pid());
            assertThat(postgres.lost()).isNotDone();
        }
    }

    @Test
    void killedPostgresComesBackOnceThoseWhoWorkedForItHaveEnded() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home));
                Connection held = connection(postgres);
                Statement statement = held.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            long works = row.getLong(1);
            ProcessHandle postmaster = postmaster(home);
            Commands.signal("STOP", works); // as one that is slow to find out

            postmaster.destroyForcibly();

            Path log = home.resolve("postgres.log");
            while (Files.readString(log).split("pre-existing shared memory block").length <= 8) {
                assertThat(postgres.lost()).isNotDone();
                LockSupport.parkNanos(1_000_000);
            }
            Commands.signal("CONT", works);
            assertThat(queryOnceItIsBack(postgres, "select 42")).isEqualTo("42");
            assertThat(postgres.lost()).isNotDone();
        }
    }

    @Test
    void portThatIsTakenIsNamed() throws Exception {
        Path home = Homes.setUp();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PostgresOptions options = PostgresOptions.at(home).port(taken.getLocalPort());

            PostgresException refused = catchThrowableOfType(PostgresException.class, () -> Postgres.start(options));

            assertThat(refused.problem()).isEqualTo(Problem.PORT_TAKEN);
            assertThat(refused).hasMessageContaining("port " + taken.getLocalPort());
        }
        Postgres.start(PostgresOptions.at(home)).close(); // the refused start left nothing behind
    }

    @Test
    void dataOfAnotherMajorReleaseIsLeftAlone() throws Exception {
        Path home = Homes.setUp();
        Postgres.start(PostgresOptions.at(home)).close();
        Files.writeString(home.resolve("data/PG_VERSION"), "19\n");

        PostgresException refused =
                catchThrowableOfType(PostgresException.class, () -> Postgres.start(PostgresOptions.at(home)));

        assertThat(refused.problem()).isEqualTo(Problem.OTHER_RELEASE);
        assertThat(refused).hasMessageContaining("PostgreSQL 19").hasMessageContaining("18.6");
        Files.writeString(home.resolve("data/PG_VERSION"), "18\n");
        Postgres.start(PostgresOptions.at(home)).close();
    }

    @Test
    void startThatWasKilledWhileSettingUpIsBegunAnew() throws Exception {
        Path home = Homes.fresh();
        Process killed = HeldPostgres.start(home);
        HeldPostgres.await(killed, "PROGRESS setting up the database");
        killed.destroyForcibly().waitFor();
        assertThat(home.resolve("data")).doesNotExist();

        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void closedTwiceIsClosedOnce() throws Exception {
        Path home = Homes.setUp();
        Postgres postgres = Postgres.start(PostgresOptions.at(home));
        ProcessHandle postmaster = postmaster(home);

        postgres.close();
        postgres.close();

        assertThat(postmaster.isAlive()).isFalse();
        assertThat(Files.readString(home.resolve("postgres.log"))).contains("database system is shut down");
    }

    private static ProcessHandle postmaster(Path home) throws IOException {
        String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String setting(Postgres postgres, String name) throws SQLException {
        return query(postgres, "show " + name);
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = connection(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = connection(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String queryOnceItIsBack(Postgres postgres, String sql) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return query(postgres, sql);
            } catch (SQLException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Connection connection(Postgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }
}
