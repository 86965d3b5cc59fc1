package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.Output;
import java.util.List;
import java.util.stream.IntStream;

/** A flow whose class, record and lambdas reach the workers. Has versions, which come to different sums. */
final class SoakFlow implements SoakVersion {
    private static final int WIDTH = 40;
    private static final int BYTES = 20_000;

    record Piece(int number, byte[] bytes) {}

    @Override
    public Flow get() {
        List<Integer> numbers = IntStream.range(0, WIDTH).boxed().toList();
        return Flow.define("soak", f -> {
            Output<List<Piece>> pieces = f.map(SoakFlow::piece, each(value(numbers)));
            Output<List<Integer>> sizes =
                    f.map(piece -> piece.bytes().length, each(pieces)).named("size");
            f.task(SoakFlow::total, sizes).keep();
        });
    }

    static Piece piece(int number) {
        return new Piece(number, new byte[bytes()]);
    }

    private static int bytes() {
        int version = FreshClasses.VERSION; // the compiler must not add it up
        return BYTES + (version & 0xFF);
    }

    static int total(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public int expected() {
        return WIDTH * bytes();
    }
}
