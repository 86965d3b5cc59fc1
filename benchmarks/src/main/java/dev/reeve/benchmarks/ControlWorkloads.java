package dev.reeve.benchmarks;

import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the workloads that show what control flow and caches cost: loops, branches, cached results. */
final class ControlWorkloads implements AutoCloseable {
    private final TaskExecutor executor;
    private final RunOptions options;
    private final ResultStore store = ResultStores.memory();
    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    ControlWorkloads(int slots) {
        executor = TaskExecutors.threads(slots);
        options = RunOptions.DEFAULT.executor(executor);
    }

    /** One task that is called again and again. */
    Workload loop(int turns) {
        ResultFlow<Integer> flow = Flow.returning("loop", f -> f.loop(ControlWorkloads::count, value(1), value(turns)));
        return new Workload(
                "loop_" + turns, turns, () -> require(turns, flow.run(options).result()), () -> {
                    CompletableFuture<Integer> last = CompletableFuture.supplyAsync(() -> 1, pool);
                    for (int i = 1; i < turns; i++) {
                        last = last.thenApplyAsync(n -> n + 1, pool);
                    }
                    require(turns, last.join());
                });
    }

    /** Branches beside each other, of which each asks a condition and runs one of two tasks. */
    Workload branch(int branches) {
        Flow flow = Flow.define("branch", f -> {
            for (int i = 0; i < branches; i++) {
                String number = "-" + i;
                Output<Boolean> even = f.task(ControlWorkloads::even, value(i)).named("even" + number);
                f.branch(
                        even,
                        () -> f.task(ControlWorkloads::one).named("yes" + number),
                        () -> f.task(ControlWorkloads::one).named("no" + number));
            }
        });
        return new Workload("branch_" + branches, 2 * branches, () -> succeeded(flow.run(options)), () -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[branches];
            for (int i = 0; i < branches; i++) {
                int n = i;
                all[i] =
                        CompletableFuture.supplyAsync(() -> even(n), pool).thenApplyAsync(yes -> yes ? one() : 2, pool);
            }
            CompletableFuture.allOf(all).join();
        });
    }

    /** Tasks whose results an earlier run has cached in memory; plain: reading as many entries of that store. */
    Workload cached(int tasks) {
        Flow flow = Flow.define("cached", f -> {
            for (int i = 0; i < tasks; i++) {
                f.task(ControlWorkloads::even, value(i)).named("task-" + i).cacheFor(Duration.ofDays(1));
            }
        });
        RunOptions stored = options.results(store);
        succeeded(flow.run(stored));
        write("plain");
        return new Workload("cache_hits_" + tasks, tasks, () -> allCached(flow.run(stored)), () -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[tasks];
            for (int i = 0; i < tasks; i++) {
                all[i] = CompletableFuture.supplyAsync(() -> read("plain"), pool);
            }
            CompletableFuture.allOf(all).join();
        });
    }

    private void write(String key) {
        try {
            store.write(key, new byte[200]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(String key) {
        try {
            return store.read(key).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Loop<Integer, Integer> count(int n, int end) {
        return n == end ? Loop.done(n) : Loop.again(n + 1);
    }

    private static boolean even(int n) {
        return n % 2 == 0;
    }

    private static int one() {
        return 1;
    }

    private static void allCached(FlowRun run) {
        succeeded(run);
        if (!run.task("task-0").state().name().equals("Cached")) {
            throw new IllegalStateException("the result is not taken from the cache: " + run.task("task-0"));
        }
    }

    private static void succeeded(FlowRun run) {
        if (!run.state().isSuccessful()) {
            throw new IllegalStateException(run + " ended " + run.state());
        }
    }

    private static void require(int expected, Integer result) {
        if (result != expected) {
            throw new IllegalStateException("the result is " + result + ", not " + expected);
        }
    }

    @Override
    public void close() throws IOException {
        executor.close();
        pool.shutdown();
        store.close();
    }
}
