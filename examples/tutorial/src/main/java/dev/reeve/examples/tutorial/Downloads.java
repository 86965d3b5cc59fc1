package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.engine.ResultStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Results that later runs find again. */
public final class Downloads {
    // snippet: target
    @Task(target = "{task_name}-{today}")
    static String download(String source) {
        System.out.println("downloading " + source);
        return "apples,2\npears,3\n";
    }
    // snippet end

    static int count(String text) {
        return (int) text.lines().count();
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("downloads", f -> {
            Parameter<String> source = f.parameter("source", "orders");
            Output<String> text = f.task(Downloads::download, source);
            // snippet: keep
            f.task(Downloads::count, text).named("count_lines").keep();
            // snippet end
        });
    }

    /** Runs it three times. */
    static void runThreeTimes(Path directory) {
        // snippet: run-with-files
        RunOptions options = RunOptions.DEFAULT.results(ResultStores.files(directory));
        FlowRun first = flow().run(options);
        FlowRun second = flow().run(options);
        FlowRun other = flow().run(options.parameters(Map.of("source", "returns")));
        // snippet end
        System.out.println(first.task("download").state().name());
        System.out.println(second.task("download").state().name());
        System.out.println(other.task("download").state().name());
    }

    /** Runs it three times on a new directory. */
    public static void main(String[] args) throws Exception {
        runThreeTimes(Files.createTempDirectory("downloads"));
    }
}
