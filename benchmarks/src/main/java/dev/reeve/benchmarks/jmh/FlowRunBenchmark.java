package dev.reeve.benchmarks.jmh;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A run of a flow of one task, from the call to the end: what a run costs beyond its tasks. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class FlowRunBenchmark {
    /** Where its task runs. */
    public enum Where {
        /** In the thread that starts the run. */
        IN_THREAD,
        /** On one of four platform threads. */
        THREADS,
        /** On a virtual thread. */
        VIRTUAL
    }

    @Param
    private Where where = Where.IN_THREAD;

    private final Flow flow = Flow.define("one", f -> f.task(() -> 1).named("one"));
    private TaskExecutor executor = TaskExecutors.inThread();
    private RunOptions options = RunOptions.DEFAULT;

    /** Makes the executor that all runs share. */
    @Setup
    public void open() {
        executor = switch (where) {
            case IN_THREAD -> TaskExecutors.inThread();
            case THREADS -> TaskExecutors.threads(4);
            case VIRTUAL -> TaskExecutors.virtual(4);
        };
        options = RunOptions.DEFAULT.executor(executor);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        executor.close();
    }

    /** One run. */
    @Benchmark
    public FlowRun oneTask() {
        return flow.run(options);
    }
}
