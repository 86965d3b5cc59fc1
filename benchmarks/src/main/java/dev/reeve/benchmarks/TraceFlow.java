package dev.reeve.benchmarks;

import dev.reeve.ActionNode;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Node;
import dev.reeve.RunOptions;
import dev.reeve.benchmarks.trace.Trace;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A trace as a flow whose tasks wait for as long as the trace says. One run at a time. */
final class TraceFlow {
    /** A parked thread wakes up late by about this, so the rest is waited for awake. */
    private static final long AWAKE_NANOS = 150_000;

    private final Flow flow;
    private final long[] nanos;
    private final long[] took;

    TraceFlow(Trace trace) {
        nanos = new long[trace.size()];
        took = new long[trace.size()];
        flow = Flow.define("trace", f -> {
            List<ActionNode> nodes = new ArrayList<>(trace.size());
            for (int i = 0; i < trace.size(); i++) {
                int task = i;
                nodes.add(f.action(() -> await(task))
                        .named("task-" + i)
                        .after(trace.steps().get(i).parents().stream()
                                .map(nodes::get)
                                .toArray(Node[]::new)));
            }
        });
    }

    private void await(int task) {
        long begun = System.nanoTime();
        long end = begun + nanos[task];
        for (long left = nanos[task]; left > 0; left = end - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
        took[task] = System.nanoTime() - begun;
    }

    /** Runs it once with the times of that trace; how many seconds it took. */
    double run(Trace times, TaskExecutor executor) {
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(times.steps().get(i).seconds() * 1e9);
        }
        long begun = System.nanoTime();
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!run.state().isSuccessful()) {
            throw new IllegalStateException(run + " ended " + run.state());
        }
        return seconds;
    }

    /** The same trace with the times that its tasks really took in the last run. */
    Trace asItWas(Trace times) {
        List<Trace.Step> steps = new ArrayList<>(took.length);
        for (int i = 0; i < took.length; i++) {
            steps.add(new Trace.Step(times.steps().get(i).parents(), took[i] / 1e9));
        }
        return new Trace(times.name(), steps);
    }
}
