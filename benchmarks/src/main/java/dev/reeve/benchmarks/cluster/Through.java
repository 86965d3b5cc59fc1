package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.benchmarks.HeapPeak;
import dev.reeve.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A driver with little memory, whose tasks make and read more than it has. Prints one line of JSON. */
final class Through {
    /** A result. */
    static final int PIECE = 4 << 20;

    private Through() {}

    static byte[] make(int number) {
        return Work.piece(number, PIECE);
    }

    static long sum(byte[] piece) {
        return Work.sum(piece);
    }

    /** {@code ADDRESS SILENCE_SECONDS PIECES}. */
    public static void main(String[] arguments) {
        int pieces = Integer.parseInt(arguments[2]);
        List<Integer> numbers = IntStream.range(0, pieces).boxed().toList();
        Flow flow = Flow.define("through", f -> {
            Output<List<byte[]>> made = f.map(Through::make, each(value(numbers)));
            Output<List<Long>> sums = f.map(Through::sum, each(made));
            f.task(Work::total, sums).keep();
        });
        HeapPeak heap = HeapPeak.watch();
        double seconds;
        try (Cluster cluster = Cluster.at(arguments[0]).silence(Duration.ofSeconds(Long.parseLong(arguments[1])))) {
            cluster.workers();
            long begun = System.nanoTime();
            FlowRun run = Sitting.successful(flow.run(RunOptions.DEFAULT.executor(cluster)));
            seconds = (System.nanoTime() - begun) / 1e9;
            long expected = numbers.stream()
                    .mapToLong(number -> (long) (number % 100) * PIECE)
                    .sum();
            Object total = run.task("total").value();
            Sitting.require(Long.valueOf(expected).equals(total), "the sum is " + total + ", not " + expected);
        }
        System.out.println(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "seconds", seconds,
                        "peak_heap_bytes", (double) heap.stop(),
                        "peak_rss_bytes", (double) Resident.peak())));
        System.exit(0); // what the grid leaves behind
    }
}
