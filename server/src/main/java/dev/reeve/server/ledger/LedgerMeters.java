package dev.reeve.server.ledger;

/** Is told what a ledger does. Called by whoever does it; shall not wait. */
public interface LedgerMeters {
    /** Nobody is told. */
    LedgerMeters NONE = new LedgerMeters() {
        @Override
        public void committed(int works, double seconds) {}

        @Override
        public void claimed(int runs) {}

        @Override
        public void logged(int lines) {}
    };

    /** So many works went into one commit, which took so long. */
    void committed(int works, double seconds);

    /** An agent asked, and got so many runs. */
    void claimed(int runs);

    /** So many lines of logs are new. */
    void logged(int lines);
}
