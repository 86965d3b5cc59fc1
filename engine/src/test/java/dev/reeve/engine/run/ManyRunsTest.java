package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ManyRunsTest {
    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.threads(4), TaskExecutors.virtual(8));
    }

    static int plus(int a, int b) {
        return a + b;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(n -> n).sum();
    }

    private static Flow flow() {
        return Flow.define("many", f -> {
            Output<Integer> start = f.task(() -> 1).named("start");
            Output<List<Integer>> mapped = f.map(
                            ManyRunsTest::plus,
                            each(value(IntStream.range(0, 20).boxed().toList())),
                            start)
                    .named("mapped");
            f.task(ManyRunsTest::sum, mapped).named("end");
        });
    }

    private static void check(FlowRun run) {
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.task("end").value()).isEqualTo(210);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void hundredsOfRunsGoOnAtOnceOnOneExecutor(TaskExecutor executor) throws Exception {
        List<FlowRun> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            runs.add(flow().start(RunOptions.DEFAULT.executor(executor)));
        }
        for (FlowRun run : runs) {
            check(run.await());
        }
        assertThat(runs).extracting(FlowRun::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void oneFlowIsRunByManyThreads(TaskExecutor executor) throws Exception {
        Flow flow = flow();
        ConcurrentLinkedQueue<FlowRun> runs = new ConcurrentLinkedQueue<>();
        try (ExecutorService callers = java.util.concurrent.Executors.newFixedThreadPool(64)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                TaskExecutor chosen = i % 3 == 0 ? TaskExecutors.inThread() : executor;
                calls.add(callers.submit(() -> {
                    for (int round = 0; round < 5; round++) {
                        runs.add(flow.run(RunOptions.DEFAULT.executor(chosen)));
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(runs).hasSize(320).allSatisfy(ManyRunsTest::check);
    }

    @Test
    void tasksHaveTheContextOfWhoBeganTheRunWhoeverStartsTheirThreads() {
        ClassLoader mine = new ClassLoader() {};
        TaskExecutor threads = TaskExecutors.threads(2);
        TaskExecutor foreign = new TaskExecutor() { // as a timer's thread starts a worker
                    @Override
                    public int slots() {
                        return threads.slots();
                    }

                    @Override
                    public boolean inCallersThread() {
                        return false;
                    }

                    @Override
                    public void startWorker(Runnable worker) {
                        Thread thread = new Thread(worker, "started elsewhere");
                        thread.setContextClassLoader(null);
                        thread.start();
                    }

                    @Override
                    public String describe() {
                        return "threads started elsewhere";
                    }

                    @Override
                    public void close() {}
                };
        AtomicReference<ClassLoader> found = new AtomicReference<>();
        Flow flow = Flow.define(
                "context",
                f -> f.action(() -> found.set(Thread.currentThread().getContextClassLoader()))
                        .named("look"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(mine);
        try {
            assertThat(flow.run(RunOptions.DEFAULT.executor(foreign)).state().isSuccessful())
                    .isTrue();
            assertThat(found).hasValue(mine);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void thousandsOfTinyFlowsInARowLeaveNoThreadBehind() throws Exception {
        Flow tiny = Flow.define("tiny", f -> f.task(() -> 1).named("one"));
        TaskExecutor executor = TaskExecutors.threads(4);
        for (int i = 0; i < 10_000; i++) {
            FlowRun run = tiny.run(RunOptions.DEFAULT.executor(executor));
            if (!run.state().isSuccessful()) {
                assertThat(run.state().name()).as("run %d", i).isEqualTo("Success");
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("reeve-")) {
                thread.join(); // they end by themselves, a moment after their last work
            }
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void flowsInTasksOfFlowsEndAlsoOnTheSameExecutor(TaskExecutor executor) {
        Flow inner = flow();
        Flow middle = Flow.define("middle", f -> {
            for (int i = 0; i < 4; i++) {
                f.action(() -> check(inner.run(RunOptions.DEFAULT.executor(executor))))
                        .named("inner-" + i);
            }
        });
        Flow outer = Flow.define("outer", f -> {
            for (int i = 0; i < 8; i++) {
                f.task(() -> middle.run(RunOptions.DEFAULT.executor(executor))
                                .state()
                                .name())
                        .named("middle-" + i);
            }
        });
        FlowRun run = outer.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.tasks()).allSatisfy(task -> assertThat(task.value()).isEqualTo("Success"));
    }
}
