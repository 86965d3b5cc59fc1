package dev.reeve.engine.run;

import dev.reeve.state.State;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Warmup;

/** The history: for one entry. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class HistoryBenchmark {
    private static final int TASKS = 1_000;
    private static final int ENTRIES = 3 * TASKS;

    /** Writes the usual three states of each task run. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public Object written() {
        History history = new History(0);
        write(history);
        return history;
    }

    /** Writes them, and sorts them by task run for somebody who asks. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public Object writtenAndIndexed() {
        History history = new History(0);
        write(history);
        return history.index(TASKS);
    }

    private static void write(History history) {
        long time = 0;
        for (int slot = 0; slot < TASKS; slot++) {
            time += 400;
            history.add(slot, State.Queued.FIRST, time);
            history.add(slot, State.Running.FIRST, time);
            history.add(slot, State.Success.PLAIN, time + 300);
        }
    }
}
