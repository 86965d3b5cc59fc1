package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.Foreground;

/** A program that Ctrl-C does not end at once: it cancels the run first. */
public final class InForeground {
    private InForeground() {}

    static void work() {
        System.out.println("working");
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("in-foreground", f -> f.action(InForeground::work));
    }

    /** Runs it. */
    public static void main(String[] args) {
        // snippet: foreground
        FlowRun run = Foreground.run(flow(), RunOptions.DEFAULT);
        System.exit(Foreground.exitCode(run));
        // snippet end
    }
}
