package dev.reeve.engine.run;

import dev.reeve.spi.RunLimits;
import dev.reeve.spi.Time;
import org.jspecify.annotations.Nullable;

/** The account that a run keeps to, and how deep it is among the runs that share it. Thread-safe. */
public final class Share {
    /** What all that share an account have in common. It is opened when first needed: most runs have no limits. */
    private static final class Common {
        private final RunLimits limits;
        private final Time time;
        private final boolean oneThread;
        private @Nullable Account account;

        private Common(RunLimits limits, Time time, boolean oneThread) {
            this.limits = limits;
            this.time = time;
            this.oneThread = oneThread;
        }

        private synchronized Account account() {
            Account open = account;
            if (open == null) {
                open = new Account(limits, time, oneThread);
                account = open;
            }
            return open;
        }
    }

    private final Common common;
    private final int depth;

    private Share(Common common, int depth) {
        this.common = common;
        this.depth = depth;
    }

    /** A new account; {@code oneThread} says whether all its runs go on in the caller's thread. */
    public static Share of(RunLimits limits, Time time, boolean oneThread) {
        return new Share(new Common(limits, time, oneThread), 0);
    }

    /** The same account, for a run that a task of this one is. */
    public Share inner() {
        return new Share(common, depth + 1);
    }

    RunLimits limits() {
        return common.limits;
    }

    Account account() {
        return common.account();
    }

    /** How many runs it is part of; 0 for one that is no task's. */
    int depth() {
        return depth;
    }
}
