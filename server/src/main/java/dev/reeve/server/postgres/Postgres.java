package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that runs for this server alone: on the loopback interface, with a password that lies beside its data,
 * with every commit on the disk before it is acknowledged. It ends when this process does, also when that is killed. One
 * that dies by itself is started again at the same port, five times a minute at most; one whose disk is full, as soon as
 * there is room. Thread-safe.
 */
public final class Postgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final int MOST_RESTARTS = 5;
    private static final long ROOM_PAUSE = 2_000;
    private static final long RESTARTS_WITHIN = TimeUnit.MINUTES.toNanos(1);

    private final DirectoryLock lock;
    private final Launch launch;
    private final String password;
    private final int port;
    private final CompletableFuture<PostgresException> lost = new CompletableFuture<>();

    private Supervised running; // guarded by this
    private boolean closed;
    private int restarts;
    private long firstRestart;

    private Postgres(DirectoryLock lock, Launch launch, String password, int port, Supervised running) {
        this.lock = lock;
        this.launch = launch;
        this.password = password;
        this.port = port;
        this.running = running;
    }

    /**
     * Starts it; returns when it takes connections. The first start under a directory unpacks and sets up, which takes
     * about two seconds, later ones less than a tenth.
     *
     * @throws PostgresException if that is impossible; {@link PostgresException#problem} says why
     */
    public static Postgres start(PostgresOptions options) {
        try {
            return started(options);
        } catch (AccessDeniedException e) {
            throw new PostgresException(
                    Problem.NOT_OURS,
                    "no access to " + e.getFile() + ": it belongs to another user. Start the server as that user, or"
                            + " give it a directory of its own: --data-dir DIR",
                    e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left on device")) {
                throw ServerLog.diskFull(options.home(), e);
            }
            throw new PostgresException(Problem.OTHER, "PostgreSQL did not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(Problem.OTHER, "the start of PostgreSQL was interrupted", e);
        }
    }

    private static Postgres started(PostgresOptions options) throws IOException, InterruptedException {
        Account account = Account.find(options.account());
        Path home = options.home();
        account.makeHome(home);
        DirectoryLock lock = DirectoryLock.of(home);
        boolean done = false;
        try {
            account.requireWay(home);
            Programs programs = Programs.unpacked(home, options.progress());
            DataDirectory data = DataDirectory.under(home, account, programs, options.progress());
            Launch launch = new Launch(programs, data, account, home, options.progress());
            int port = options.port() == 0 ? Launch.freePort() : options.port();
            Postgres postgres = new Postgres(lock, launch, data.password(), port, launch.at(port));
            postgres.watch(postgres.running);
            done = true;
            return postgres;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * What another process needs to enter one that runs.
     *
     * @param url for JDBC
     */
    public record Entrance(String url, String user, String password) {}

    /**
     * The one that runs under that directory, started by another process; empty if none does.
     *
     * @throws PostgresException if its files may not be read
     */
    public static Optional<Entrance> running(Path home) {
        try {
            return DataDirectory.running(home)
                    .map(found -> new Entrance(url(found.port()), DataDirectory.USER, found.password()));
        } catch (IOException e) {
            throw new PostgresException(
                    Problem.NOT_OURS,
                    "the files of the PostgreSQL in " + home + " cannot be read: " + e
                            + ". Do this as the user who started the server",
                    e);
        }
    }

    /** For JDBC; without user and password. */
    public String url() {
        return url(port);
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Who may enter. */
    public String user() {
        return DataDirectory.USER;
    }

    /** What to enter with. */
    public String password() {
        return password;
    }

    /** Where it listens, on 127.0.0.1. The same after a restart. */
    public int port() {
        return port;
    }

    /** Comes when it died and cannot be started again; never after {@link #close()}. */
    public CompletableFuture<PostgresException> lost() {
        return lost.copy();
    }

    private void watch(Supervised watched) {
        var ignored = watched.process()
                .onExit()
                .thenRunAsync(
                        () -> again(watched),
                        task -> Thread.ofPlatform()
                                .name("reeve-postgres-restart")
                                .daemon()
                                .start(task));
    }

    private synchronized void again(Supervised ended) {
        if (closed || ended != running) {
            return;
        }
        long now = System.nanoTime();
        if (restarts == 0 || now - firstRestart > RESTARTS_WITHIN) {
            restarts = 0;
            firstRestart = now;
        }
        restarts++;
        LOG.warn("PostgreSQL ended by itself; it is started again");
        PostgresException problem = restarts > MOST_RESTARTS
                ? new PostgresException(
                        Problem.OTHER,
                        "PostgreSQL ended " + restarts + " times within a minute. Look into its log, postgres.log")
                : restart();
        if (problem != null) {
            gone(problem);
        }
    }

    private void gone(PostgresException problem) {
        if (problem.problem() == Problem.DISK_FULL) {
            LOG.error(
                    "PostgreSQL ended, for {}. It is started by itself as soon as there is room", problem.getMessage());
            Thread.ofPlatform().name("reeve-postgres-room").daemon().start(this::startWhenThereIsRoom);
        } else {
            LOG.error("PostgreSQL is gone: {}", problem.getMessage());
            lost.complete(problem);
        }
    }

    private void startWhenThereIsRoom() {
        PostgresException problem = null;
        do {
            try {
                TimeUnit.MILLISECONDS.sleep(ROOM_PAUSE);
            } catch (InterruptedException e) {
                return;
            }
            synchronized (this) {
                problem = closed ? null : restart();
            }
        } while (problem != null && problem.problem() == Problem.DISK_FULL);
        if (problem != null) {
            gone(problem);
        } else {
            LOG.info("PostgreSQL goes on");
        }
    }

    private synchronized @Nullable PostgresException restart() {
        try {
            running = launch.at(port);
            watch(running);
            return null;
        } catch (PostgresException e) {
            return e;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("No space left on device")
                    ? ServerLog.diskFull(launch.home(), e)
                    : new PostgresException(Problem.OTHER, "PostgreSQL did not start again: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PostgresException(Problem.OTHER, "its start was interrupted", e);
        }
    }

    /** Stops it: open transactions are rolled back, all else is on the disk. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            running.stop();
            lock.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL was not stopped in order: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
