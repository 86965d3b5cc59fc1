package dev.reeve.benchmarks;

import dev.reeve.benchmarks.trace.ListSchedule;
import dev.reeve.benchmarks.trace.Trace;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a trace takes from begin to end on some numbers of slots, beside the same policy in virtual time and beside
 * what no schedule can beat. The times of the trace are scaled down, so that a run is over in a few seconds.
 */
record TraceRow(Trace trace) implements Row {
    private static final List<Integer> SLOTS = List.of(1, 4, 16, 64);

    @Override
    public String name() {
        return "trace_" + trace.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Finding> measure(Effort effort) {
        TraceFlow flow = new TraceFlow(trace);
        List<Finding> findings = new ArrayList<>();
        for (int slots : SLOTS) {
            // Few slots as a user has them by default; many are for tasks that wait, and those are virtual.
            try (TaskExecutor executor = slots <= 4 ? TaskExecutors.threads(slots) : TaskExecutors.virtual(slots)) {
                findings.add(measure(flow, slots, executor, effort));
            }
        }
        return findings;
    }

    private Finding measure(TraceFlow flow, int slots, TaskExecutor executor, Effort effort) {
        double target = effort.makespan().toNanos() / 1e9;
        Trace times = trace.scaled(target / ListSchedule.makespan(trace, slots));
        Trace none = trace.scaled(0);
        TraceFlow other = new TraceFlow(trace); // the engine learns how long the tasks of a flow take
        long end = System.nanoTime() + effort.warmUp().dividedBy(4).toNanos();
        do {
            other.run(none, executor);
        } while (System.nanoTime() < end);
        List<Double> makespans = new ArrayList<>();
        List<Double> dispatch = new ArrayList<>();
        for (int i = 0; i < effort.traceRounds(); i++) {
            double makespan = flow.run(times, executor);
            makespans.add(makespan);
            dispatch.add(makespan / ListSchedule.makespan(flow.asItWas(times), slots));
        }
        return finding(slots, times, new Sample(makespans), new Sample(dispatch));
    }

    private Finding finding(int slots, Trace times, Sample makespan, Sample dispatch) {
        double policy = ListSchedule.makespan(times, slots);
        double bound = times.lowerBoundSeconds(slots);
        double ratio = makespan.median() / policy;
        double toBound = makespan.median() / bound;
        List<Bar> bars = new ArrayList<>(List.of(Bar.atMost(1.02, ratio, "x policy")));
        if (slots <= 4) {
            bars.add(Bar.atMost(1.05, toBound, "x bound"));
        }
        return new Finding(
                name() + "_" + slots,
                Words.spread(makespan, 1, 3) + " s",
                "policy " + Words.fixed(policy, 3) + " s, bound " + Words.fixed(bound, 3) + " s ("
                        + Words.fixed(toBound, 3) + " x)",
                Words.fixed(ratio, 3),
                bars,
                new Figures()
                        .add("slots", slots)
                        .add("tasks", trace.size())
                        .add("makespan_seconds", makespan)
                        .add("policy_seconds", policy)
                        .add("bound_seconds", bound)
                        .add("ratio", ratio)
                        .add("ratio_to_policy_with_times_as_they_were", dispatch.median())
                        .add("ratio_to_bound", toBound)
                        .map());
    }
}
