package dev.reeve.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL with the tables of this release, and connections to it. Thread-safe. What it opened it closes, its own
 * PostgreSQL included.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MOST_CONNECTIONS = 16;
    private static final int MOST_LOOKUPS = 8;
    private static final long LONGEST_WAIT = 10_000;
    /** Plans are made once; those made while tables were empty would read all of them, later on. */
    private static final String ROW_BY_ROW = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
            + " -c plan_cache_mode=force_generic_plan";

    private static final long BETWEEN_NANOS = 250_000_000;

    private final Connecting connecting;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final HikariDataSource lookupPool;
    private final Jdbi lookups;
    private final @Nullable Postgres own;
    private final String version;

    private Database(Connecting connecting, HikariDataSource pool, @Nullable Postgres own, String version) {
        this.version = version;
        this.connecting = connecting;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.lookupPool = new HikariDataSource(lookups(connecting));
        this.lookups = Jdbi.create(lookupPool);
        this.own = own;
    }

    /**
     * One that runs already.
     *
     * @throws DatabaseException if it cannot be used; {@link DatabaseException#problem} says why
     */
    public static Database open(DatabaseAddress address) {
        return opened(address, null);
    }

    /**
     * The same, for a database that may be about to start: asked again while nobody answers, so long at most.
     *
     * @throws DatabaseException if it cannot be used; with an interrupt, at once
     */
    public static Database open(DatabaseAddress address, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            try {
                return opened(address, null);
            } catch (DatabaseException e) {
                if (e.problem() != DatabaseException.Problem.UNREACHABLE
                        || System.nanoTime() - until >= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (!told) {
                    told = true;
                    LOG.warn("{}. It is asked again, for up to {} seconds", e.getMessage(), patience.toSeconds());
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    /**
     * One of the server's own, started here.
     *
     * @throws dev.reeve.server.postgres.PostgresException if it cannot be started
     * @throws DatabaseException if it cannot be used
     */
    public static Database open(PostgresOptions options) {
        Postgres own = Postgres.start(options);
        boolean done = false;
        try {
            Database database = opened(new DatabaseAddress(own.url(), own.user(), own.password()), own);
            done = true;
            return database;
        } finally {
            if (!done) {
                own.close();
            }
        }
    }

    private static Database opened(DatabaseAddress address, @Nullable Postgres own) {
        Connecting connecting = new Connecting(address, own != null);
        connecting.check();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(connecting.properties());
        config.setPoolName("reeve");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            return new Database(connecting, pool, own, Migrations.apply(pool, address));
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw connecting.meaning(e);
        }
    }

    private static HikariConfig lookups(Connecting connecting) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(connecting.address().url());
        config.setDataSourceProperties(rowByRow(connecting));
        config.setPoolName("reeve-lookups");
        config.setMaximumPoolSize(MOST_LOOKUPS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT);
        return config;
    }

    private static Properties rowByRow(Connecting connecting) {
        Properties properties = connecting.properties();
        properties.setProperty("options", ROW_BY_ROW);
        return properties;
    }

    /**
     * A connection to what is there, whatever tables that are. For who makes copies of it.
     *
     * @throws DatabaseException if there is none to be had
     */
    public static Connection connect(DatabaseAddress address) {
        Connecting connecting = new Connecting(address, false);
        connecting.check();
        try {
            return DriverManager.getConnection(address.url(), connecting.properties());
        } catch (SQLException e) {
            throw connecting.meaning(e);
        }
    }

    /**
     * Makes the tables of an earlier version, for what was copied from such.
     *
     * @throws DatabaseException if this release does not know that version
     */
    public static void prepare(DatabaseAddress address, String version) {
        Connecting connecting = new Connecting(address, false);
        connecting.check();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(connecting.properties());
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        try (HikariDataSource source = new HikariDataSource(config)) {
            Migrations.apply(source, address, version);
        }
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return connecting.address();
    }

    /** What a problem means that came up in its use: a {@link DatabaseException} if it went away, else the same. */
    public RuntimeException meaning(RuntimeException problem) {
        return connecting.meaning(problem);
    }

    /** The way to ask it anything, over a pool of {@value #MOST_CONNECTIONS} connections. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * The way to look up few rows by what they are known by, over and over, with a pool of {@value #MOST_LOOKUPS} connections of
     * its own: such statements are planned once, to look up row by row, where planning would take longer than they do. Not
     * for lists and counts, whose best plan depends on what is asked for.
     */
    public Jdbi lookups() {
        return lookups;
    }

    /**
     * Whether its tables are those of this release, or of a newer one that came after it.
     *
     * @throws org.jdbi.v3.core.JdbiException if it does not answer
     */
    public boolean upToDate() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from flyway_schema_history where success and version = ?)")
                .bind(0, version)
                .mapTo(Boolean.class)
                .one());
    }

    /** The PostgreSQL that was started for it; null for one that ran already. */
    public @Nullable Postgres own() {
        return own;
    }

    /**
     * A connection outside of the pools, for one who keeps it and sends few, prepared statements over and over. They are
     * planned as those of {@link #lookups}.
     *
     * @throws SQLException if there is none to be had now
     */
    public Connection dedicated() throws SQLException {
        return DriverManager.getConnection(connecting.address().url(), rowByRow(connecting));
    }

    /** Closes connections, then its own PostgreSQL if it has one. */
    @Override
    public void close() {
        lookupPool.close();
        pool.close();
        if (own != null) {
            own.close();
        }
    }
}
