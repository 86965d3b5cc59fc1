package dev.reeve.cli.flows;

import dev.reeve.Flow;

/** A class that is not public, and so has no flows for others. */
final class HiddenFlows {
    private HiddenFlows() {}

    public static Flow unseen() {
        return Flow.define("unseen", f -> {});
    }
}
