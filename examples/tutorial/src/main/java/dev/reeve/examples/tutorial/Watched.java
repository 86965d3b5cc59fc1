package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.RunOptions;

/** Handlers. */
public final class Watched {
    static String order(String number) {
        if (number.startsWith("A-")) {
            throw new IllegalStateException("order " + number + " is not there");
        }
        return number;
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("watched", f -> {
            // snippet: handlers
            f.task(Watched::order, value("A-17"))
                    .retries(1)
                    .onRetry(change -> System.out.println("once more: " + change.taskLabel()))
                    .onFailure(change ->
                            System.out.println("gave up: " + change.to().message()));
            // snippet end
        });
    }

    /** Runs it. */
    public static void main(String[] args) {
        // snippet: watch-all
        flow().run(RunOptions.DEFAULT.onStateChange(
                change -> System.out.println((change.task().isEmpty() ? change.flow() : change.taskLabel()) + " "
                        + change.to().name())));
        // snippet end
    }
}
