package dev.reeve.benchmarks.jmh;

import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TaskStep;
import java.time.Instant;
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

/** The step function over the life of a task that runs once and succeeds; for one transition. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class StepBenchmark {
    private static final int TRANSITIONS = 3;

    // Not final, so that the compiler cannot know the answers beforehand.
    private Instant now = Instant.EPOCH;
    private TaskPolicy policy = TaskPolicy.DEFAULT;
    private State first = State.Pending.NOW;
    private TaskEvent admitted = TaskEvent.UpstreamsFinished.ALL_WELL;
    private TaskEvent started = TaskEvent.Started.of(1);
    private TaskEvent returned = TaskEvent.Returned.of(1);

    /** Pending, Queued, Running, Success. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public State succeeds() {
        return moved(moved(moved(first, admitted), started), returned);
    }

    private State moved(State state, TaskEvent event) {
        return TaskStep.step(policy, state, event, now) instanceof Step.Moved moved ? moved.next() : state;
    }
}
