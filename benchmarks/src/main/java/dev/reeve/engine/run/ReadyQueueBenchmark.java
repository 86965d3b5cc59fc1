package dev.reeve.engine.run;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The queue of what is ready: for one task that goes in and comes out. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ReadyQueueBenchmark {
    private static final int TASKS = 1_024;

    private final ReadyQueue queue = new ReadyQueue(TASKS);

    /** Many at once, the least urgent first: the worst order. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long inReverse() {
        for (int rank = TASKS - 1; rank >= 0; rank--) {
            queue.add(rank, -1);
        }
        return drain();
    }

    /** The children of one mapped node. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long children() {
        queue.addRange(7, TASKS);
        return drain();
    }

    private long drain() {
        long sum = 0;
        for (long entry = queue.poll(); entry != ReadyQueue.NONE; entry = queue.poll()) {
            sum += entry;
        }
        return sum;
    }
}
