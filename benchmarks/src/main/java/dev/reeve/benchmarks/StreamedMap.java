package dev.reeve.benchmarks;

import static dev.reeve.Inputs.streamed;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The program of {@link StreamedMapRow}: a map over a stream that does not fit into the heap. Prints {@link Times}. */
final class StreamedMap {
    private static final int TEXT = 1_000;

    private StreamedMap() {}

    /** An element. */
    record Line(int number, String text) {}

    /** Seconds, and bytes of heap in use at the most. */
    record Times(double seconds, double peakBytes) {}

    public static void main(String[] args) {
        int width = Integer.parseInt(args[0]);
        ResultFlow<Long> flow = Flow.returning("streamed", f -> {
            Output<Stream<Line>> lines = f.task(StreamedMap::lines, value(width));
            return f.task(StreamedMap::characters, f.map(StreamedMap::text, streamed(lines)));
        });
        try (TaskExecutor executor = TaskExecutors.threads(Integer.parseInt(args[1]))) {
            HeapPeak heap = HeapPeak.watch();
            long begun = System.nanoTime();
            long characters = flow.run(RunOptions.DEFAULT.executor(executor)).result();
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (characters != (long) TEXT * width) {
                throw new IllegalStateException("there were " + characters + " characters");
            }
            System.out.println(JsonMapper.shared().writeValueAsString(new Times(seconds, heap.stop())));
        }
    }

    private static Stream<Line> lines(int width) {
        return IntStream.range(0, width).mapToObj(i -> new Line(i, letter(i).repeat(TEXT)));
    }

    private static String letter(int number) {
        return String.valueOf((char) ('a' + number % 26));
    }

    private static String text(Line line) {
        return letter(line.number()) + line.text().substring(1);
    }

    private static long characters(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }
}
