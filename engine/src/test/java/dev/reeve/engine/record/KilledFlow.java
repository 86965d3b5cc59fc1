package dev.reeve.engine.record;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that runs a flow of every kind of task, or goes on with it, and is killed meanwhile. Each function that is
 * called says so in a file before it does anything.
 */
final class KilledFlow {
    static final int WIDTH = 12;
    /** What an uninterrupted run yields. */
    static final int RESULT = 4 * 66 + 12 + 2 + 30 + 7;

    private static Path calls = Path.of("calls");

    private KilledFlow() {}

    private static void called() {
        TaskRun run = TaskRun.current();
        String label = run.flowRunId() + "/" + run.taskName() + (run.mapIndex() < 0 ? "" : "[" + run.mapIndex() + "]");
        try {
            Files.writeString(calls, label + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(3_000_000); // long enough to be killed in
    }

    static List<Integer> pages() {
        called();
        return IntStream.range(0, WIDTH).boxed().toList();
    }

    static int fetch(int page) {
        called();
        return 2 * page;
    }

    static int parse(int fetched) {
        called();
        return fetched + 1;
    }

    static int sum(List<Integer> fetched, List<Integer> parsed) {
        called();
        return fetched.stream().mapToInt(Integer::intValue).sum()
                + parsed.stream().mapToInt(Integer::intValue).sum();
    }

    static Loop<Integer, Integer> count(int turn) {
        called();
        return turn == 30 ? Loop.done(turn) : Loop.again(turn + 1);
    }

    static int inner(int number) {
        called();
        return number + 1;
    }

    static int total(int sum, int counted, int nested, int first) {
        called();
        return sum + counted + nested + first;
    }

    static ResultFlow<Integer> nested() {
        return Flow.returning("nested", f -> {
            Output<Integer> one = f.task(KilledFlow::inner, f.parameter("n", 0)).named("one");
            return f.task(KilledFlow::inner, one).named("two");
        });
    }

    static ResultFlow<Integer> flow() {
        return Flow.returning("killed", f -> {
            Output<List<Integer>> pages = f.task(KilledFlow::pages);
            Output<List<Integer>> fetched = f.map(KilledFlow::fetch, each(pages));
            Output<List<Integer>> parsed = f.map(KilledFlow::parse, each(fetched));
            Output<Integer> sum = f.task(KilledFlow::sum, fetched, parsed);
            Output<Integer> counted = f.loop(KilledFlow::count, value(0));
            Output<Integer> nested = f.subflow(nested(), with("n", value(0)));
            Output<Integer> first = f.task(KilledFlow::inner, value(6)).named("first");
            return f.task(KilledFlow::total, sum, counted, nested, first);
        });
    }

    static RunOptions options(Path directory) {
        return RunOptions.DEFAULT
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")))
                .executor(TaskExecutors.threads(3));
    }

    /** Directory, and the run to go on with; without one a run begins. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        calls = directory.resolve("calls");
        if (arguments.length == 1) {
            FlowRun run = flow().start(options(directory));
            System.out.println(run.id());
            run.await();
            end(run);
        } else {
            System.out.println(arguments[1]);
            FlowRun run = flow().resume(arguments[1], options(directory));
            end(run);
        }
    }

    private static void end(FlowRun run) {
        run.tasks()
                .forEach(task ->
                        task.error().ifPresent(failure -> System.out.println(task.name() + ": " + failure.oneLine())));
        System.out.println("ended " + run.state().name());
    }
}
