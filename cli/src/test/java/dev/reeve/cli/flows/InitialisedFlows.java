package dev.reeve.cli.flows;

import dev.reeve.Flow;

/** A class that must not be initialised only because flows are looked for. */
public final class InitialisedFlows {
    static {
        System.setProperty("reeve.test.initialised", "true");
    }

    private InitialisedFlows() {}

    /** A flow. */
    public static Flow quiet() {
        return Flow.define("quiet", f -> f.action(() -> {}).named("nothing"));
    }
}
