package dev.reeve.cli.flows;

import dev.reeve.Flow;

/** Flows that cannot be defined, and methods that are almost flows. */
public final class BrokenFlows {
    private BrokenFlows() {}

    /** Two mistakes at once. */
    public static Flow mistaken() {
        return Flow.define("mistaken", f -> {
            f.action(() -> {});
            f.action(() -> {}).named("a").retries(-1);
        });
    }

    /** Throws what the user's own code throws. */
    public static Flow throwing() {
        throw new IllegalStateException("no table \"orders\"");
    }

    /** Returns nothing. */
    @SuppressWarnings("NullAway")
    public static Flow absent() {
        return null;
    }

    static Flow hidden() {
        return Flow.define("hidden", f -> {});
    }

    public static Flow withArgument(String name) {
        return Flow.define(name, f -> {});
    }
}
