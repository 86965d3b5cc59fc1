package dev.reeve.benchmarks;

import dev.reeve.Flow;
import dev.reeve.FlowRun;

/** The program of {@link HelloRow}: a flow of one task, run as a user would. */
final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        Flow flow = Flow.define("hello", f -> f.action(Hello::greet));
        FlowRun run = flow.run();
        if (!run.state().isSuccessful()) {
            throw new IllegalStateException(run + " ended " + run.state());
        }
    }

    private static void greet() {
        System.out.println("Hello, world");
    }
}
