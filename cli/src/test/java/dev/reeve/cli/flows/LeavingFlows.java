package dev.reeve.cli.flows;

import dev.reeve.Flow;

/** A flow whose definition ends the whole process. */
public final class LeavingFlows {
    private LeavingFlows() {}

    /** Ends the process where the variable LEAVES is set. */
    public static Flow flow() {
        return Flow.define("gone", f -> {
            if (System.getenv("LEAVES") != null) { // only where a test wants it: others look at all flows there are
                System.exit(0);
            }
        });
    }
}
