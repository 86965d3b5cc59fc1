package dev.reeve.benchmarks;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the workloads of one sitting. Flows run on one executor that all runs share, as a user's would; the plain ones
 * on a fixed pool of one thread a core, which is the best that a pool can do for tasks that only compute.
 */
final class Workloads implements AutoCloseable {
    private final TaskExecutor executor;
    private final RunOptions options;
    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    Workloads(int slots) {
        executor = TaskExecutors.threads(slots);
        options = RunOptions.DEFAULT.executor(executor);
    }

    /** Tasks that have nothing to do with each other. */
    Workload independent(int tasks) {
        Flow flow = Flow.define("independent", f -> {
            for (int i = 0; i < tasks; i++) {
                f.task(Workloads::one).named("task-" + i);
            }
        });
        return new Workload("independent_" + tasks, tasks, () -> succeeded(flow.run(options)), () -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[tasks];
            for (int i = 0; i < tasks; i++) {
                all[i] = CompletableFuture.supplyAsync(Workloads::one, pool);
            }
            CompletableFuture.allOf(all).join();
        });
    }

    /** What runs of this sitting are asked. */
    RunOptions options() {
        return options;
    }

    /** Tasks that have nothing to do with each other, recorded in that directory, and in place of the plain ones not. */
    Workload recorded(String name, int tasks, Path directory) {
        Flow flow = Flow.define("independent", f -> {
            for (int i = 0; i < tasks; i++) {
                f.task(Workloads::one).named("task-" + i);
            }
        });
        RunOptions recorded = options.recordsIn(directory);
        return new Workload(name, tasks, () -> succeeded(flow.run(recorded)), () -> succeeded(flow.run(options)));
    }

    /** Tasks that have nothing to do with each other, and {@code last}, which fails. */
    static Flow oneOfManyFails(int tasks) {
        return Flow.define("resumed", f -> {
            for (int i = 1; i < tasks; i++) {
                f.action(Workloads::nothing).named("task-" + i);
            }
            f.action(Workloads::fail).named("last");
        });
    }

    /** Tasks of which each takes the value of the one before. */
    Workload chain(int tasks) {
        ResultFlow<Integer> flow = Flow.returning("chain", f -> {
            Output<Integer> last = f.task(Workloads::one).named("task-0");
            for (int i = 1; i < tasks; i++) {
                last = f.task(Workloads::plusOne, last).named("task-" + i);
            }
            return last;
        });
        return new Workload(
                "chain_" + tasks, tasks, () -> require(tasks, flow.run(options).result()), () -> {
                    CompletableFuture<Integer> last = CompletableFuture.supplyAsync(Workloads::one, pool);
                    for (int i = 1; i < tasks; i++) {
                        last = last.thenApplyAsync(Workloads::plusOne, pool);
                    }
                    require(tasks, last.join());
                });
    }

    /** A list, a task for each of its elements, and one that sums up. */
    Workload map(int width) {
        List<Integer> numbers = IntStream.range(0, width).boxed().toList();
        long sum = (long) width * (width - 1) / 2;
        ResultFlow<Long> flow = Flow.returning("map", f -> {
            Output<List<Integer>> source = f.task(() -> numbers).named("source");
            Output<List<Integer>> mapped = f.map(Workloads::same, each(source));
            return f.task(Workloads::sum, mapped);
        });
        return new Workload(
                "map_" + width, width + 2, () -> require(sum, flow.run(options).result()), () -> {
                    CompletableFuture<Long> summed =
                            CompletableFuture.supplyAsync(() -> numbers, pool).thenCompose(this::mapPlain);
                    require(sum, summed.join());
                });
    }

    private CompletableFuture<Long> mapPlain(List<Integer> numbers) {
        List<CompletableFuture<Integer>> mapped = numbers.stream()
                .map(number -> CompletableFuture.supplyAsync(() -> same(number), pool))
                .toList();
        return CompletableFuture.allOf(mapped.toArray(CompletableFuture<?>[]::new))
                .thenApplyAsync(
                        done -> sum(mapped.stream().map(CompletableFuture::join).toList()), pool);
    }

    private static void nothing() {}

    private static void fail() {
        throw new IllegalStateException("on purpose");
    }

    private static int one() {
        return 1;
    }

    private static int plusOne(int number) {
        return number + 1;
    }

    private static Integer same(Integer number) {
        return number;
    }

    private static long sum(List<Integer> numbers) {
        long sum = 0;
        for (Integer number : numbers) {
            sum += number;
        }
        return sum;
    }

    private static void succeeded(FlowRun run) {
        if (!run.state().isSuccessful()) {
            throw new IllegalStateException(run + " ended " + run.state());
        }
    }

    private static void require(long expected, @Nullable Number result) {
        if (result == null || result.longValue() != expected) {
            throw new IllegalStateException("the result is " + result + ", not " + expected);
        }
    }

    @Override
    public void close() {
        executor.close();
        pool.shutdown();
    }
}
