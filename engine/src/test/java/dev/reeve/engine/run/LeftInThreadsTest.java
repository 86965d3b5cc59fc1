package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tasks leave in the threads that they ran in is not found by tasks of other runs of a process that serves. */
class LeftInThreadsTest {
    private static final ThreadLocal<String> OWN = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    private static final ClassLoader OTHERS = new ClassLoader() {};
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    /** Leaves what its run is known by, and tells what it finds of others. */
    static int leaves(int n) {
        String run = TaskRun.current().flowRunId().replaceAll("\\..*", "");
        for (ThreadLocal<String> place : List.of(OWN, INHERITED)) {
            String left = place.get();
            if (left != null && !left.equals(run)) {
                FOUND.add(run + " found what " + left + " left");
            }
            place.set(run);
        }
        return n;
    }

    static int leavesItsLoader(int n) {
        Thread.currentThread().setContextClassLoader(OTHERS);
        return n;
    }

    static int looksForLoaders(int n) {
        if (Thread.currentThread().getContextClassLoader() == OTHERS) {
            FOUND.add("the class loader of another run");
        }
        return n;
    }

    static Stream<TaskExecutor> executors() {
        return Stream.of(TaskExecutors.threads(1), TaskExecutors.threads(3), TaskExecutors.virtual(2));
    }

    /** As a server or a schedule begins runs. */
    private static RunOptions options(TaskExecutor executor) {
        return RunOptions.DEFAULT.executor(executor).occasion(new Occasion(Occasion.Cause.BY_HAND, null, null, ""));
    }

    private static Flow flow() {
        List<Integer> numbers = IntStream.range(0, 5).boxed().toList();
        ResultFlow<Integer> inner =
                Flow.returning("inner", f -> f.task(LeftInThreadsTest::leaves, f.parameter("n", 1)));
        return Flow.define("leaving", f -> {
            Output<List<Integer>> all = f.task(() -> numbers).named("all");
            f.map(LeftInThreadsTest::leaves, each(all)).named("each").tags("few");
            f.subflow(inner).named("sub");
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void valuesOfThreadsAreThoseOfTheRunAlone(TaskExecutor executor) throws InterruptedException {
        FOUND.clear();
        Flow flow = flow();
        RunOptions options = options(executor);
        for (int i = 0; i < 100; i++) {
            assertThat(flow.run(options).state().isSuccessful()).isTrue();
        }
        List<FlowRun> atOnce = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            atOnce.add(flow.start(options));
        }
        for (FlowRun run : atOnce) {
            assertThat(run.await().state().isSuccessful()).isTrue();
        }
        assertThat(FOUND).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theContextClassLoaderThatATaskSetsIsNotThatOfTheNextRun(TaskExecutor executor) {
        FOUND.clear();
        Flow leaves = Flow.define("leaves", f -> f.task(LeftInThreadsTest::leavesItsLoader, f.parameter("n", 1)));
        Flow looks = Flow.define("looks", f -> f.task(LeftInThreadsTest::looksForLoaders, f.parameter("n", 1)));
        RunOptions options = options(executor);
        for (int i = 0; i < 50; i++) {
            assertThat(leaves.run(options).state().isSuccessful()).isTrue();
            assertThat(looks.run(options).state().isSuccessful()).isTrue();
        }
        assertThat(FOUND).isEmpty();
    }
}
