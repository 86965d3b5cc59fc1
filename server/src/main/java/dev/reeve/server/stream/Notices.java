package dev.reeve.server.stream;

import dev.reeve.server.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the servers of one database tell each other: only that there is something, never what. A thread listens over a
 * connection of its own, which is made again when it breaks; then all may have happened.
 */
final class Notices implements AutoCloseable {
    /** Told what is heard, on the thread that listens. */
    interface Heard {
        /** Another server committed something. */
        void committed();

        /** Another server queued a run. */
        void queued();

        /** Keys, users or sessions changed. */
        void accessChanged();

        /** Agents came or went. */
        void agentsChanged();

        /** Tasks that waited have places. */
        void placesGiven();

        /** Runs that had places were let go of. */
        void placesFreed();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String CHANNEL = "reeve";
    private static final String QUEUED = "queued";
    private static final String COMMITTED = "committed";
    private static final int LONGEST_WAIT = 5_000;
    private static final long PAUSE = 500_000_000;

    private final Database database;
    private final String own = UUID.randomUUID().toString();
    private final Thread thread =
            Thread.ofPlatform().name("reeve-notices").daemon().unstarted(this::run);
    private @Nullable Heard heard;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    Notices(Database database) {
        this.database = database;
    }

    void start(Heard listener) {
        heard = listener;
        thread.start();
    }

    /** Tells the others. Nobody waits for the disk: it is no loss if it does not last. */
    void send(boolean queued) {
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select set_config('synchronous_commit', 'off', true), pg_notify(:channel, :text)")
                        .bind("channel", CHANNEL)
                        .bind("text", (queued ? QUEUED : COMMITTED) + " " + own)
                        .mapToMap()
                        .list());
    }

    private void run() {
        while (!closed) {
            try (Connection next = database.dedicated()) {
                connection = next;
                listen(next);
            } catch (SQLException e) {
                if (!closed) {
                    LOG.debug("No notices from the database for a moment", e);
                    LockSupport.parkNanos(PAUSE);
                }
            }
        }
    }

    private void listen(Connection from) throws SQLException {
        try (Statement statement = from.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        all();
        PGConnection notices = from.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] some = notices.getNotifications(LONGEST_WAIT);
            if (some != null) {
                for (PGNotification each : some) {
                    hear(each.getParameter());
                }
            }
        }
    }

    private void hear(String text) {
        Heard to = java.util.Objects.requireNonNull(heard);
        if (text.equals("access")) {
            to.accessChanged();
        } else if (text.equals("agents")) {
            to.agentsChanged();
        } else if (text.equals("places")) {
            to.placesGiven();
        } else if (text.equals("freed")) {
            to.placesFreed();
        } else if (!text.endsWith(own)) {
            to.committed();
            if (text.startsWith(QUEUED)) {
                to.queued();
            }
        }
    }

    private void all() {
        Heard to = java.util.Objects.requireNonNull(heard);
        to.committed();
        to.queued();
        to.accessChanged();
        to.agentsChanged();
        to.placesGiven();
        to.placesFreed();
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        try {
            if (open != null) {
                open.close();
            }
            thread.join(5_000);
        } catch (SQLException e) {
            LOG.debug("The connection for notices cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
