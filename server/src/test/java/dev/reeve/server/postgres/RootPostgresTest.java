package dev.reeve.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What only root can arrange. There are none of these tests for other users, who have all others. */
class RootPostgresTest {
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TestFactory
    Stream<DynamicTest> asRoot() throws Exception {
        if (Account.find(null) instanceof Account.Own) {
            return Stream.of();
        }
        return Stream.of(
                test("postgresRunsUnderAUserOfItsOwn", RootPostgresTest::postgresRunsUnderAUserOfItsOwn),
                test("ordinaryUserStartsItToo", RootPostgresTest::ordinaryUserStartsItToo),
                test("otherUsersGetNowhere", RootPostgresTest::otherUsersGetNowhere),
                test("namedAccountIsTaken", RootPostgresTest::namedAccountIsTaken),
                test("missingSetprivIsSaid", RootPostgresTest::missingSetprivIsSaid),
                test("unknownAccountIsRefused", RootPostgresTest::unknownAccountIsRefused),
                test("dataOfAnotherUserIsLeftAlone", RootPostgresTest::dataOfAnotherUserIsLeftAlone),
                test("closedDirectoryOnTheWayIsNamed", RootPostgresTest::closedDirectoryOnTheWayIsNamed),
                test("fullDiskIsSaid", RootPostgresTest::fullDiskIsSaid));
    }

    private static DynamicTest test(String name, Executable test) {
        return DynamicTest.dynamicTest(name, test);
    }

    private static void postgresRunsUnderAUserOfItsOwn() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            assertThat(PostgresTest.query(postgres, "select 1")).isEqualTo("1");
            String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).get(0);
            assertThat(Commands.run(List.of("ps", "-o", "uid=,gid=", "-p", pid))
                            .output()
                            .strip()
                            .split("\\s+"))
                    .doesNotContain("0", "65534");
            assertThat(Commands.run(List.of("ps", "-o", "pgid=", "-p", pid))
                            .output()
                            .strip())
                    .as("Ctrl-C in the server's terminal is not for it")
                    .isEqualTo(pid);
        }
        assertThat((Integer) Files.getAttribute(home.resolve("data/base"), "unix:uid"))
                .isNotEqualTo(65_534);
    }

    private static void ordinaryUserStartsItToo() throws Exception {
        Path home = Homes.bare();
        Trees.own(home.getParent(), 65_534, 65_534);
        Process process = HeldPostgres.start(NOBODY, readableClassPath(home.getParent()), home);

        HeldPostgres.await(process, "READY");
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
        assertThat((Integer) Files.getAttribute(home.resolve("data"), "unix:uid"))
                .isEqualTo(65_534);
    }

    private static void otherUsersGetNowhere() throws Exception {
        Path home = Homes.setUp();
        try (Postgres postgres = Postgres.start(PostgresOptions.at(home))) {
            for (String file : List.of("data/reeve.password", "data/PG_VERSION", "postgres.log")) {
                List<String> command = new ArrayList<>(NOBODY);
                command.addAll(List.of("cat", home.resolve(file).toString()));
                assertThat(Commands.run(command).output()).contains("Permission denied");
            }
            assertThat(postgres.port()).isPositive();
        }
    }

    private static void namedAccountIsTaken() throws Exception {
        Path home = Homes.fresh();
        Postgres.start(PostgresOptions.at(home).account("daemon")).close();
        String user = Commands.run(List.of("id", "-u", "daemon")).output();
        assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).hasToString(user);
    }

    private static void missingSetprivIsSaid() throws Exception {
        Path home = Homes.fresh();
        Path programs = Files.createDirectory(home.getParent().resolve("programs"));
        Files.createSymbolicLink(programs.resolve("id"), Path.of("/usr/bin/id"));
        List<String> path = List.of("/usr/bin/env", "PATH=" + programs);

        Process process = HeldPostgres.start(path, System.getProperty("java.class.path"), home);

        assertThat(HeldPostgres.await(process, "REFUSED")).contains("NO_ACCOUNT", "setpriv", "--database-url");
    }

    private static void unknownAccountIsRefused() throws Exception {
        PostgresOptions options = PostgresOptions.at(Homes.fresh()).account("no-such-account");
        PostgresException refused = catchThrowableOfType(PostgresException.class, () -> Postgres.start(options));
        assertThat(refused.problem()).isEqualTo(Problem.NO_ACCOUNT);
        assertThat(refused).hasMessageContaining("no-such-account").hasMessageContaining("useradd --system");
    }

    private static void dataOfAnotherUserIsLeftAlone() throws Exception {
        Path home = Homes.setUp();
        String password = Files.readString(home.resolve("data/reeve.password"));
        Trees.give(home.resolve("data"), 4_711, 4_711);

        PostgresException refused =
                catchThrowableOfType(PostgresException.class, () -> Postgres.start(PostgresOptions.at(home)));

        assertThat(refused.problem()).isEqualTo(Problem.NOT_OURS);
        assertThat(refused).hasMessageContaining("4711").hasMessageContaining("chown -R");
        assertThat(home.resolve("data/reeve.password")).hasContent(password);

        Process process = HeldPostgres.start(NOBODY, readableClassPath(home.getParent()), home);
        assertThat(HeldPostgres.await(process, "REFUSED")).contains("NOT_OURS", "--data-dir");
    }

    private static void closedDirectoryOnTheWayIsNamed() throws Exception {
        Path home = Homes.fresh();
        Path closed = home.getParent();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        PostgresException refused =
                catchThrowableOfType(PostgresException.class, () -> Postgres.start(PostgresOptions.at(home)));

        assertThat(refused.problem()).isEqualTo(Problem.NOT_OURS);
        assertThat(refused).hasMessageContaining("cannot enter " + closed + " ");
    }

    private static void fullDiskIsSaid() throws Exception {
        Path home = Homes.bare();
        Path disk = home.getParent();
        Commands.Ended mounted =
                Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", disk.toString()));
        if (!mounted.well()) {
            return; // a container whose root may not mount
        }
        try {
            PostgresException refused =
                    catchThrowableOfType(PostgresException.class, () -> Postgres.start(PostgresOptions.at(home)));
            assertThat(refused.problem()).isEqualTo(Problem.DISK_FULL);

            Commands.run(List.of("mount", "-o", "remount,size=80m", disk.toString())); // room for programs, not data
            refused = catchThrowableOfType(PostgresException.class, () -> Postgres.start(PostgresOptions.at(home)));
            assertThat(refused.problem()).isEqualTo(Problem.DISK_FULL);

            Commands.run(List.of("mount", "-o", "remount,size=300m", disk.toString()));
            Postgres.start(PostgresOptions.at(home)).close();
        } finally {
            Commands.run(List.of("umount", disk.toString()));
        }
    }

    /** Of copies that any user may read: repositories often lie in a home directory. */
    private static String readableClassPath(Path directory) throws IOException, InterruptedException {
        Path copies = Files.createDirectories(directory.resolve("classes"));
        Homes.open(copies);
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (!Files.exists(from) || !entry.matches(".*(server|xz|slf4j|jspecify|postgres-binaries-linux|core).*")) {
                continue;
            }
            Path to = copies.resolve(String.valueOf(path.size()));
            Commands.run(List.of("cp", "-rL", from.toString(), to.toString()));
            Commands.run(List.of("chmod", "-R", "a+rX", to.toString()));
            path.add(to.toString());
        }
        return String.join(File.pathSeparator, path);
    }
}
