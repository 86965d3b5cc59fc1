package dev.reeve.server.database;

import dev.reeve.server.postgres.Homes;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The one database of all tests: a real one, started when the first asks. It ends with the process. */
public final class TestDatabase {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private TestDatabase() {}

    private static final class Shared {
        private static final Database DATABASE = open();

        private static Database open() {
            try {
                Database database = Database.open(PostgresOptions.at(Homes.setUp()));
                Homes.beforeRemoval(database::close);
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Database shared() {
        return Shared.DATABASE;
    }

    /** A database of its own on the same server, without tables. */
    public static DatabaseAddress fresh() {
        String name = "fresh" + NAMES.incrementAndGet();
        shared().jdbi().useHandle(handle -> handle.execute("create database " + name));
        DatabaseAddress shared = shared().address();
        return new DatabaseAddress(
                shared.url().replaceFirst("/postgres$", "/" + name), shared.user(), shared.password());
    }
}
