package dev.reeve.server.ledger;

import dev.reeve.server.database.Database;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The database as the ledger asks it: each question over a connection of the pool, and its problems in our words. Thread-safe. */
final class Tables {
    /** What is asked. */
    interface Question<T> {
        T ask(Handle handle) throws SQLException;
    }

    /** What is done. */
    interface Deed {
        void act(Handle handle) throws SQLException;
    }

    private final Jdbi jdbi;
    private final Jdbi lookups;

    Tables(Database database) {
        this.jdbi = database.jdbi();
        this.lookups = database.lookups();
    }

    /** As {@link Database#lookups} says. */
    <T> T lookUp(Question<T> question) {
        return asked(() -> lookups.withHandle(question::ask));
    }

    /** The same in a transaction. */
    <T> T lookUpInTransaction(Question<T> question) {
        return asked(() -> lookups.inTransaction(question::ask));
    }

    <T> T withHandle(Question<T> question) {
        return asked(() -> jdbi.withHandle(question::ask));
    }

    <T> T inTransaction(Question<T> question) {
        return asked(() -> jdbi.inTransaction(question::ask));
    }

    /** All that is asked is answered as of one moment, whatever is committed meanwhile. */
    <T> T atOneMoment(Question<T> question) {
        return asked(() -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            handle.setReadOnly(true);
            return question.ask(handle);
        }));
    }

    private interface Call<T> {
        T call() throws SQLException;
    }

    private static <T> T asked(Call<T> call) {
        try {
            return call.call();
        } catch (SQLException | JdbiException e) {
            throw LedgerException.of(e);
        }
    }

    /** The database's clock. */
    Instant now() {
        return withHandle(handle -> handle.createQuery("select clock_timestamp() as now")
                .map((row, context) -> Rows.instant(row, "now"))
                .one());
    }

    void useHandle(Deed deed) {
        try {
            jdbi.useHandle(deed::act);
        } catch (SQLException | JdbiException e) {
            throw LedgerException.of(e);
        }
    }

    void useTransaction(Deed deed) {
        try {
            jdbi.useTransaction(deed::act);
        } catch (SQLException | JdbiException e) {
            throw LedgerException.of(e);
        }
    }
}
