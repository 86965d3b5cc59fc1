package dev.reeve.server.ledger;

/**
 * The ledger could not do what it was asked. Where that is a write, whether it is written is not known: send it again, it
 * is then written or answered as already applied.
 */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }

    /** The same, thrown again where somebody waits for it. */
    LedgerException(LedgerException cause) {
        super(cause.getMessage(), cause);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
