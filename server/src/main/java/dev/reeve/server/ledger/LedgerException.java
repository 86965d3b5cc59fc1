package dev.reeve.server.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger could not do what it was asked. Where that is a write, whether it is written is not known: send it again, it
 * is then written or answered as already applied.
 */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private LedgerException(String message, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    LedgerException(String message) {
        this(message, false, null);
    }

    LedgerException(String message, Throwable cause) {
        this(message, false, cause);
    }

    /** Something that may be over in a moment. */
    static LedgerException away(String message, @Nullable Throwable cause) {
        return new LedgerException(message, true, cause);
    }

    /** What JDBC or what stands before it says. */
    static LedgerException of(Exception problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return passing(sql)
                        ? away("the database cannot be reached now: " + firstLine(sql), problem)
                        : new LedgerException("the database refuses: " + firstLine(sql), false, problem);
            }
        }
        return new LedgerException(firstLine(problem), false, problem);
    }

    /** The same, thrown again where somebody waits for it. */
    LedgerException again() {
        return new LedgerException(String.valueOf(getMessage()), passing, this);
    }

    /** Whether the same may work in a moment: the database is away, overloaded, or two transactions clashed. */
    public boolean passing() {
        return passing;
    }

    static boolean passing(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return problem instanceof SQLTransientException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("40")
                || state.startsWith("53");
    }

    static String firstLine(Throwable problem) {
        String text = String.valueOf(problem.getMessage());
        return text.lines().findFirst().orElse(text);
    }
}
