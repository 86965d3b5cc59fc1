package dev.reeve.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** How PostgreSQL is started over a data directory: settings, port, and the wait until it takes connections. */
final class Launch {
    /** Recovery after a crash reads what was written since the last checkpoint, 1 GB at the most. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private static final long PAUSE = 5_000_000;

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "ssl=off",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "max_connections=100",
            "shared_buffers=128MB",
            "max_wal_size=1GB",
            "wal_compression=pglz",
            "jit=off",
            "logging_collector=off",
            "log_timezone=UTC",
            "timezone=UTC",
            "autovacuum_naptime=15s");

    private final Programs programs;
    private final DataDirectory data;
    private final Account account;
    private final Path home;
    private final Consumer<String> progress;

    Launch(Programs programs, DataDirectory data, Account account, Path home, Consumer<String> progress) {
        this.programs = programs;
        this.data = data;
        this.account = account;
        this.home = home;
        this.progress = progress;
    }

    Path home() {
        return home;
    }

    /** At that port. What is about to end of one that was killed is waited for. */
    Supervised at(int port) throws IOException, InterruptedException {
        data.stopOrphan(progress);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            ServerLog log = ServerLog.now(home.resolve("postgres.log"));
            List<String> before = told(data.path().resolve("postmaster.pid"));
            Supervised started = Supervised.start(account.prefix(), command(port), log.file());
            if (awaitReady(started, port, before)) {
                return started;
            }
            started.stop();
            if (!log.saysTooEarly() || System.nanoTime() - end > 0) {
                throw log.problem(home, port);
            }
            LockSupport.parkNanos(10 * PAUSE);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                programs.program("postgres").toString(), "-D", data.path().toString(), "-c", "port=" + port));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** PostgreSQL itself writes down that it is ready; nobody has to knock. */
    private boolean awaitReady(Supervised started, int port, List<String> before) throws IOException {
        Path file = data.path().resolve("postmaster.pid");
        long end = System.nanoTime() + PATIENCE;
        while (started.isAlive() && System.nanoTime() - end < 0) {
            List<String> lines = told(file);
            boolean left = lines.equals(before); // by one that was killed, which still says so
            if (!left && saysReady(lines, port)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return false;
    }

    private static List<String> told(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Its lines are written one after the other; the last of a whole file is what it does. */
    private static boolean saysReady(List<String> lines, int port) {
        return lines.size() >= 8
                && lines.get(3).strip().equals(String.valueOf(port))
                && lines.get(7).strip().equals("ready");
    }
}
