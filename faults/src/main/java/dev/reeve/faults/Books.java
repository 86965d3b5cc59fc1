package dev.reeve.faults;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Looks into the database, past the servers. A database that is away is waited for. Used by one thread at a time. */
final class Books implements AutoCloseable {
    private static final int MOST_TRIES = 600;

    private final DatabaseAddress address;
    private @Nullable Connection connection;

    Books(DatabaseAddress address) {
        this.address = address;
    }

    /** The one number that a query answers. */
    synchronized long count(String sql) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return ask(sql);
            } catch (SQLException | DatabaseException away) {
                close();
                if (tries >= MOST_TRIES) {
                    throw new IllegalStateException("the database does not answer: " + away.getMessage(), away);
                }
                Thread.sleep(100);
            }
        }
    }

    private long ask(String sql) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = Database.connect(address);
            connection = open;
        }
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it was lost before
            }
        }
    }
}
