package dev.reeve.server.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used. Its message is for people: what, where, what to do; never with a password. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Problem {
        /** The text is no address of a PostgreSQL. */
        ADDRESS,
        /** Nobody answers there. */
        UNREACHABLE,
        /** User or password are wrong, or may not enter. */
        REFUSED,
        /** There is no such database. */
        NO_DATABASE,
        /** PostgreSQL is older than 15. */
        TOO_OLD,
        /** A newer release of this server made the tables. */
        NEWER_RELEASE,
        /** Somebody changed what a release did to the tables, or it failed half way. */
        CHANGED,
        /** Anything else. */
        OTHER
    }

    private final Problem problem;

    DatabaseException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    DatabaseException(Problem problem, String message) {
        this(problem, message, null);
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
