package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * PostgreSQL's files under {@code data}. They are made under another name and renamed when they are whole, with the
 * password among them: a directory that is there is complete, and a password is never made anew for data that has one.
 */
final class DataDirectory {
    static final String USER = "reeve";
    private static final String NAME = "data";
    private static final String PASSWORD = "reeve.password";

    private final Path path;
    private final Account account;

    private DataDirectory(Path path, Account account) {
        this.path = path;
        this.account = account;
    }

    static DataDirectory under(Path home, Account account, Programs programs, Consumer<String> progress)
            throws IOException, InterruptedException {
        removeUnfinished(home);
        DataDirectory data = new DataDirectory(home.resolve(NAME), account);
        if (!Files.exists(data.path, LinkOption.NOFOLLOW_LINKS)) {
            progress.accept("setting up the database");
            data.create(home, programs);
        }
        data.requireOwner();
        data.requireRelease();
        return data;
    }

    /** One that takes connections. */
    record Running(int port, String password) {}

    static Optional<Running> running(Path home) throws IOException {
        Path path = home.resolve(NAME);
        Path file = path.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        boolean ready = lines.size() >= 8
                && lines.get(7).strip().equals("ready")
                && ProcessHandle.of(number(lines.get(0))).isPresent();
        return ready
                ? Optional.of(new Running(
                        (int) number(lines.get(3)),
                        Files.readString(path.resolve(PASSWORD)).strip()))
                : Optional.empty();
    }

    Path path() {
        return path;
    }

    String password() throws IOException {
        return Files.readString(path.resolve(PASSWORD)).strip();
    }

    private void create(Path home, Programs programs) throws IOException, InterruptedException {
        Path half = Files.createTempDirectory(home, NAME + ".new");
        Path password = home.resolve(half.getFileName() + ".password");
        Private.file(password, newPassword());
        if (account instanceof Account.Other other) {
            Trees.own(half, other.initializer(), other.group());
            Trees.own(password, other.initializer(), other.group());
        }
        Path log = home.resolve("initdb.log");
        ServerLog said = ServerLog.now(log);
        Supervised initdb = Supervised.start(account.namedPrefix(), initdb(programs, half, password), log);
        if (initdb.exitCode() != 0) {
            throw said.problem(home, 0);
        }
        Files.move(password, half.resolve(PASSWORD));
        if (account instanceof Account.Other other) {
            Trees.give(half, other.user(), other.group());
        }
        Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> initdb(Programs programs, Path half, Path password) {
        return List.of(
                programs.program("initdb").toString(),
                "--pgdata=" + half,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C",
                "--builtin-locale=C.UTF-8");
    }

    private static String newPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What a start left that was killed in the middle. Its {@code initdb} may be about to end. */
    private static void removeUnfinished(Path home) throws IOException {
        List<Path> unfinished = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(home, NAME + ".new*")) {
            found.forEach(unfinished::add);
        }
        for (Path each : unfinished) {
            try {
                Trees.delete(each);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                // somebody still ends in there; the next start finds it
            }
        }
    }

    private void requireOwner() throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        boolean readable = Files.isReadable(path.resolve("PG_VERSION"));
        if (!readable || account instanceof Account.Other other && owner != other.user()) {
            throw new PostgresException(
                    Problem.NOT_OURS,
                    path + " belongs to the user with id " + owner
                            + ", under whom this server does not run PostgreSQL. Start the server as that user, give"
                            + " the files to the right one (chown -R), or take another directory: --data-dir DIR");
        }
    }

    private void requireRelease() throws IOException {
        String major = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!major.equals(Programs.major())) {
            throw new PostgresException(
                    Problem.OTHER_RELEASE,
                    path + " is data of PostgreSQL " + major + ", and this server brings " + Programs.RELEASE
                            + ". Start it with the release of Reeve that wrote the data");
        }
    }

    /** Stops a PostgreSQL whose server was killed. It is not taken over: its settings may be others. */
    void stopOrphan(Consumer<String> progress) throws IOException, InterruptedException {
        Path file = path.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        long pid = lines.isEmpty() ? 0 : Math.abs(number(lines.get(0)));
        ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
        if (pid == 0 || orphan == null || !isPostgres(pid)) {
            return; // a file that was left; PostgreSQL itself replaces it
        }
        progress.accept("stopping the PostgreSQL (process " + pid + ") of a server that was killed");
        for (String signal : List.of("INT", "QUIT", "KILL")) { // fast, at once, and whatever it takes
            Commands.signal(signal, pid);
            if (ends(orphan)) {
                return;
            }
        }
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            return process.onExit().get(20, TimeUnit.SECONDS) != null;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String text) {
        return text.strip().matches("-?\\d{1,10}") ? Long.parseLong(text.strip()) : 0;
    }

    /** The number of a process that ended may be that of another by now. */
    private static boolean isPostgres(long pid) throws IOException, InterruptedException {
        return Commands.run(List.of("ps", "-o", "args=", "-p", String.valueOf(pid)))
                .output()
                .contains("bin/postgres");
    }
}
