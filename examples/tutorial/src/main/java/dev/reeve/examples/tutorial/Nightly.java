package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Signal;
import dev.reeve.TaskOutcome;
import dev.reeve.Trigger;
import dev.reeve.TypeRef;
import java.util.List;

/** Skipping, and tasks that run after a failure. */
public final class Nightly {
    /** The flow. */
    public static Flow flow() {
        return Flow.define("nightly", f -> {
            Parameter<List<String>> inbox = f.parameter("inbox", new TypeRef<>() {}, List.of("a.csv", "b.csv"));
            // snippet: triggers
            Output<List<String>> files = f.task(Nightly::newFiles, inbox);
            Output<Integer> rows = f.task(Nightly::load, files);
            f.action(Nightly::cleanUp).after(rows).trigger(Trigger.ALL_FINISHED);
            f.action(Nightly::alert).after(rows).trigger(Trigger.ANY_FAILED);
            f.referenceTasks(rows);
            // snippet end
        });
    }

    // snippet: skip
    static List<String> newFiles(List<String> inbox) {
        if (inbox.isEmpty()) {
            throw Signal.skip("nothing new");
        }
        return inbox;
    }
    // snippet end

    static int load(List<String> files) {
        if (files.contains("broken.csv")) {
            throw new IllegalStateException("broken.csv has no header");
        }
        return 10 * files.size();
    }

    static void cleanUp() {
        System.out.println("cleaned up");
    }

    static void alert() {
        System.out.println("somebody should look at this");
    }

    /** Prints how a run and its tasks ended. */
    static void print(FlowRun run) {
        // snippet: look-at-a-run
        System.out.println(run.flow().name() + ": " + run.state().name());
        for (TaskOutcome task : run.tasks()) {
            System.out.println("  " + task);
        }
        run.task("load").error().ifPresent(failure -> System.out.println(failure.oneLine()));
        // snippet end
    }

    /** Runs it. */
    public static void main(String[] args) {
        print(flow().run());
    }
}
