package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.value;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Signal;
import dev.reeve.Task;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.state.Backoff;
import java.io.IOException;

/** Retries and timeouts. */
public final class Fetching {
    // snippet: options-on-the-function
    @Task(retries = 3, retryDelay = "PT0.1S", timeout = "PT30S")
    static String fetch(String shop) throws IOException {
        if (TaskRun.current().attempt() < 3) {
            throw new IOException(shop + " does not answer");
        }
        return "apples,2\npears,3\n";
    }
    // snippet end

    static int countLines(String text) {
        return (int) text.lines().count();
    }

    // snippet: try-again-later
    static String report(int hour) {
        if (TaskRun.current().attempt() == 1) {
            throw Signal.retryAfter(ofMillis(20), "the report of " + hour + " o'clock is not there yet");
        }
        return "report of " + hour + " o'clock";
    }
    // snippet end

    /** The flow. */
    public static Flow flow() {
        return Flow.define("fetching", f -> {
            Output<String> bonn = f.task(Fetching::fetch, value("Bonn"));
            f.task(Fetching::countLines, bonn);
            // snippet: options-on-the-call
            f.task(Fetching::fetch, value("Trier"))
                    .named("fetch_patiently")
                    .retries(5)
                    .backoff(Backoff.exponential(ofMillis(50), ofSeconds(5), 0.2))
                    .retryOn(IOException.class)
                    .timeout(ofMinutes(2));
            // snippet end
            f.task(Fetching::report, value(6));
        });
    }

    /** Runs it and tells how often each task was tried. */
    public static void main(String[] args) {
        for (TaskOutcome task : flow().run().tasks()) {
            System.out.println(task.name() + ": " + task.state().name() + ", attempts: " + task.attempts());
        }
    }
}
