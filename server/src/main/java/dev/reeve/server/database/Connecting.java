package dev.reeve.server.database;

import dev.reeve.server.database.DatabaseException.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The first connection, whose failure is told to people, and what all connections have in common. */
record Connecting(DatabaseAddress address, boolean own) {
    private static final int OLDEST = 15;

    Properties properties() {
        Properties properties = new Properties();
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
        }
        if (!address.password().isEmpty()) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("ApplicationName", "reeve");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "1");
        if (own) {
            properties.setProperty("requireAuth", "scram-sha-256"); // whoever took its port shall not get the password
        }
        properties.setProperty("currentSchema", Migrations.schema());
        return properties;
    }

    /** Whether it can be used at all. */
    void check() {
        try (Connection connection = DriverManager.getConnection(address.url(), properties())) {
            requireRelease(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw meaning(e);
        }
    }

    void requireRelease(int major, String release) {
        if (major < OLDEST) {
            throw new DatabaseException(
                    Problem.TOO_OLD,
                    "PostgreSQL at " + address + " is of release " + release + "; Reeve needs " + OLDEST + " or newer");
        }
    }

    /** Whatever went wrong after the first connection: the database may have gone away since. */
    RuntimeException meaning(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(String.valueOf(sql.getSQLState()))) {
                return meaning(sql);
            }
        }
        return problem;
    }

    /** Nobody answers; or it starts, or stops, this moment. */
    private static boolean isAway(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }

    DatabaseException meaning(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        String said = String.valueOf(problem.getMessage()).replaceFirst("\\.$", ""); // more is said behind it
        if (state.startsWith("28") || said.contains("no password was provided")) {
            return new DatabaseException(
                    Problem.REFUSED,
                    "PostgreSQL at " + address + " lets nobody in with this user and password: " + said
                            + ". Look at both, and at pg_hba.conf there",
                    problem);
        }
        if (state.equals("3D000")) {
            return new DatabaseException(
                    Problem.NO_DATABASE,
                    "there is no such database at " + address + ": " + said + ". Make it: createdb NAME",
                    problem);
        }
        if (isAway(state)) {
            return new DatabaseException(
                    Problem.UNREACHABLE,
                    "no PostgreSQL answers at " + address + ": " + said
                            + ". Look at host and port, and whether it runs",
                    problem);
        }
        return new DatabaseException(Problem.OTHER, "the database at " + address + " cannot be used: " + said, problem);
    }
}
