package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.streamed;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A task for each line of a file that need not fit into memory. */
public final class Clicks {
    @SuppressWarnings({"MustBeClosed", "StreamResourceLeak"}) // whoever takes the stream closes it
    // snippet: stream
    static Stream<String> lines(Path log) throws IOException {
        return Files.lines(log);
    }

    static ResultFlow<Long> flow() {
        return Flow.returning("clicks", f -> {
            Parameter<Path> log = f.parameter("log", Path.class);
            Output<Stream<String>> lines = f.task(Clicks::lines, log);
            Output<List<Integer>> seconds = f.map(Clicks::seconds, streamed(lines));
            return f.task(Clicks::total, seconds);
        });
    }
    // snippet end

    static int seconds(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    static long total(List<Integer> seconds) {
        return seconds.stream().mapToLong(Integer::longValue).sum();
    }

    private Clicks() {}

    /** Sums up two lines. */
    public static void main(String[] args) throws IOException {
        Path log = Files.writeString(Files.createTempFile("clicks", ".log"), "/home 3\n/cart 4\n");
        System.out.println(flow().run(java.util.Map.of("log", log)).result());
        Files.delete(log);
    }
}
