package dev.reeve.engine.run;

import dev.reeve.spi.RunLimits;
import dev.reeve.spi.Time;

/** The account that a run keeps to, and how deep it is among the runs that share it. Thread-safe. */
public final class Share {
    final Account account;
    /** How many runs it is part of; 0 for one that is no task's. */
    final int depth;

    private Share(Account account, int depth) {
        this.account = account;
        this.depth = depth;
    }

    /** A new account; {@code oneThread} says whether all its runs go on in the caller's thread. */
    public static Share of(RunLimits limits, Time time, boolean oneThread) {
        return new Share(new Account(limits, time, oneThread), 0);
    }

    /** The same account, for a run that a task of this one is. */
    public Share inner() {
        return new Share(account, depth + 1);
    }

    RunLimits limits() {
        return account.limits();
    }
}
