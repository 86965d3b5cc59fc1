package dev.reeve.server.ledger;

/**
 * How far somebody has seen: the transactions of the database that had ended at that moment. Those of one database lie in
 * one another, so that the later one has ended more. Immutable.
 *
 * @param text as PostgreSQL writes it: the oldest that goes on, the first that did not begin, those in between that go on
 */
public record Snapshot(String text) {
    /** The oldest transaction that had not ended: all before it are seen. */
    public long position() {
        return Long.parseLong(text.substring(0, text.indexOf(':')));
    }

    /** The first transaction that had not begun. */
    long next() {
        return Long.parseLong(text.substring(text.indexOf(':') + 1, text.lastIndexOf(':')));
    }

    /** Greater for every later snapshot that sees more, on whichever server it is taken: how many transactions had ended. */
    public long revision() {
        String open = text.substring(text.lastIndexOf(':') + 1);
        return next() - (open.isEmpty() ? 0 : open.chars().filter(c -> c == ',').count() + 1);
    }
}
