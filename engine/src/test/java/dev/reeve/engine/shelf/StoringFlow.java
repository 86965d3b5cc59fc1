package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A process that runs a flow with large targets, some times over with other inputs each time, or until it is killed. */
final class StoringFlow {
    static final int CHILDREN = 4;
    private static final List<Integer> INDEXES =
            IntStream.range(0, CHILDREN).boxed().toList();

    private StoringFlow() {}

    static List<Integer> large(int index, int round) {
        return IntStream.range(0, 20_000).map(i -> i * index + round).boxed().toList();
    }

    static Flow flow() {
        return Flow.define(
                "storing",
                f -> f.map(StoringFlow::large, each(value(INDEXES)), f.parameter("round", 0))
                        .target("large-{map_index}"));
    }

    static FlowRun run(Path directory, int round) {
        return flow().run(RunOptions.DEFAULT
                .results(ResultStores.files(directory))
                .parameter("round", round));
    }

    public static void main(String[] arguments) {
        for (int round = 1; round <= Integer.parseInt(arguments[1]); round++) {
            FlowRun run = run(Path.of(arguments[0]), round);
            System.out.println(round + " " + run.state().name() + " "
                    + run.task("large").children().getFirst().state().message());
        }
    }
}
