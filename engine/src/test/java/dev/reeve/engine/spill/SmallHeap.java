package dev.reeve.engine.spill;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.streamed;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Flows whose results do not fit into the heap that a test gives this program. Prints what came of them. */
final class SmallHeap {
    record Blob(int number, String name, byte[] bytes) {}

    record Row(int number, String text) {}

    private SmallHeap() {}

    static byte[] bytes(int number, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    static Blob blob(int number, int size) {
        return new Blob(number, "blob " + number, bytes(number, size));
    }

    static String text(int number, int size) {
        return String.valueOf((char) ('a' + number % 26)).repeat(size);
    }

    static long sum(List<byte[]> all) {
        long sum = 0;
        for (byte[] bytes : all) {
            sum += bytes.length + bytes[bytes.length - 1];
        }
        return sum;
    }

    static long sumBlobs(List<Blob> all) {
        return all.stream()
                .mapToLong(blob -> blob.bytes().length + blob.bytes()[0])
                .sum();
    }

    static long lengths(List<String> all) {
        return all.stream().mapToLong(String::length).sum();
    }

    static List<Integer> numbers(int width) {
        return IntStream.range(0, width).boxed().toList();
    }

    static Stream<Row> rows(int width) {
        return IntStream.range(0, width).mapToObj(i -> new Row(i, text(i, 1000)));
    }

    static String copied(Row row) {
        return row.number() + row.text();
    }

    static Flow bytesFlow(int width, int size) {
        return Flow.returning(
                "bytes", f -> f.task(SmallHeap::sum, f.map(SmallHeap::bytes, each(numbers(width)), value(size))));
    }

    static Flow blobsFlow(int width, int size) {
        return Flow.returning(
                "blobs", f -> f.task(SmallHeap::sumBlobs, f.map(SmallHeap::blob, each(numbers(width)), value(size))));
    }

    /** Tasks beside each other, each with a result that is read at the end. */
    static Flow singlesFlow(int width, int size) {
        return Flow.returning("singles", f -> {
            List<Output<byte[]>> all = IntStream.range(0, width)
                    .<Output<byte[]>>mapToObj(
                            i -> f.task(SmallHeap::bytes, value(i), value(size)).named("make " + i))
                    .toList();
            return f.task((List<byte[]> list) -> sum(list), dev.reeve.Inputs.all(all))
                    .named("sum");
        });
    }

    static Flow streamFlow(int width) {
        return Flow.returning("stream", f -> {
            Output<Stream<Row>> rows = f.task(SmallHeap::rows, value(width));
            return f.task(SmallHeap::lengths, f.map(SmallHeap::copied, streamed(rows)));
        });
    }

    public static void main(String[] args) throws Exception {
        int width = Integer.parseInt(args[1]);
        RunOptions options = RunOptions.DEFAULT;
        if (args.length > 3) {
            options = options.results(ResultStores.files(Path.of(args[3]))).checkpointing(true);
        }
        Flow flow = switch (args[0]) {
            case "bytes" -> bytesFlow(width, Integer.parseInt(args[2]));
            case "blobs" -> blobsFlow(width, Integer.parseInt(args[2]));
            case "singles" -> singlesFlow(width, Integer.parseInt(args[2]));
            case "stream" -> streamFlow(width);
            default -> throw new IllegalArgumentException(args[0]);
        };
        long begun = System.nanoTime();
        FlowRun run = flow.run(options);
        System.out.println(run.state() + " " + run.view().flowResult().value());
        run.tasks().stream()
                .filter(t -> !t.state().isSuccessful())
                .limit(3)
                .forEach(t -> System.out.println(t.name() + " " + t.state()));
        System.err.println((System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
