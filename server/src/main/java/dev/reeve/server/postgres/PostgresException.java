package dev.reeve.server.postgres;

import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot be started or went away for good. Its message is for people: what, where, what to do. */
public final class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Problem {
        /** Another server has the directory. */
        IN_USE,
        /** Another program listens at the port. */
        PORT_TAKEN,
        /** The data is of another major release. */
        OTHER_RELEASE,
        /** The disk is full. */
        DISK_FULL,
        /** The directory belongs to somebody else, or cannot be reached. */
        NOT_OURS,
        /** Root started the server, and nothing is there to leave root behind with. */
        NO_ACCOUNT,
        /** There are no programs for this system. */
        NO_PROGRAMS,
        /** Anything else; the message has the last lines of PostgreSQL's log. */
        OTHER
    }

    private final Problem problem;

    PostgresException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    PostgresException(Problem problem, String message) {
        this(problem, message, null);
    }

    /** What went wrong. */
    public Problem problem() {
        return problem;
    }
}
