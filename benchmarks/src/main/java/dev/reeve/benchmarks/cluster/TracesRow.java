package dev.reeve.benchmarks.cluster;

import dev.reeve.ActionNode;
import dev.reeve.Flow;
import dev.reeve.Node;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Words;
import dev.reeve.benchmarks.trace.ListSchedule;
import dev.reeve.benchmarks.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A trace whose tasks wait on workers for as long as it says, scaled to some seconds in all, beside the same policy in virtual
 * time.
 */
record TracesRow(Sitting sitting, Amount amount, Trace trace) implements ClusterRow {
    @Override
    public String name() {
        return "traces_" + trace.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Finding> measure() throws Exception {
        double target = amount.makespan().toNanos() / 1e9;
        Trace times = trace.scaled(target / ListSchedule.makespan(trace, Sitting.SLOTS));
        sitting.run(flow(trace.scaled(0)));
        long begun = System.nanoTime();
        sitting.run(flow(times));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double policy = ListSchedule.makespan(times, Sitting.SLOTS);
        double ratio = seconds / policy;
        return List.of(new Finding(
                name(),
                Words.fixed(seconds, 3) + " s",
                "policy " + Words.fixed(policy, 3) + " s, " + trace.size() + " tasks",
                Words.fixed(ratio, 3),
                List.of(),
                new Figures()
                        .add("slots", Sitting.SLOTS)
                        .add("tasks", trace.size())
                        .add("makespan_seconds", seconds)
                        .add("policy_seconds", policy)
                        .add("ratio", ratio)
                        .map()));
    }

    private static Flow flow(Trace times) {
        return Flow.define("trace", f -> {
            List<ActionNode> nodes = new ArrayList<>(times.size());
            for (int i = 0; i < times.size(); i++) {
                long nanos = Math.round(times.steps().get(i).seconds() * 1e9);
                nodes.add(f.action(() -> Work.await(nanos))
                        .named("task-" + i)
                        .after(times.steps().get(i).parents().stream()
                                .map(nodes::get)
                                .toArray(Node[]::new)));
            }
        });
    }
}
