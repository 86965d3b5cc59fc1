package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TypeRef;
import dev.reeve.engine.ResultStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A process that runs a flow with cached results, some rounds with other inputs each, and says what it made and found. */
final class CachingFlow {
    private CachingFlow() {}

    static List<Integer> large(int number) {
        return IntStream.range(0, 5_000).map(i -> i ^ number).boxed().toList();
    }

    static List<Integer> endless(int number) throws InterruptedException {
        System.out.println("begun");
        new CountDownLatch(1).await();
        return large(number);
    }

    static Flow flow(boolean endless) {
        return Flow.define("caching", f -> {
            var numbers = f.parameter("numbers", new TypeRef<List<Integer>>() {});
            (endless ? f.map(CachingFlow::endless, each(numbers)) : f.map(CachingFlow::large, each(numbers)))
                    .named("make")
                    .version("1")
                    .cacheFor(Duration.ofDays(1));
        });
    }

    static FlowRun run(Path directory, boolean endless, List<Integer> numbers) {
        return flow(endless)
                .run(RunOptions.DEFAULT.results(ResultStores.files(directory)).parameter("numbers", numbers));
    }

    /** One line for each round: the states of the children, and whether all values are right. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            List<Integer> numbers = List.of(3 * round, 3 * round + 1, 3 * round + 2);
            FlowRun run = run(directory, arguments.length > 2, numbers);
            var children = run.task("make").children();
            boolean right = IntStream.range(0, 3)
                    .allMatch(i -> large(numbers.get(i)).equals(children.get(i).value()));
            System.out.println(
                    children.stream().map(c -> c.state().name()).collect(Collectors.joining(" ")) + " " + right);
        }
    }
}
