package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.ProcessorTime;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks that do nothing, beside as many calls of the grid under the cluster, in turn. */
record NoopRow(Sitting sitting, Amount amount) implements ClusterRow {
    private static final double BAR = 1.5;
    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return "noop";
    }

    private interface Pass {
        void run() throws Exception;
    }

    private static final class Rounds {
        private final List<Double> speeds = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();

        /** Driver and workers are this process and those that it began. */
        void measure(int tasks, Pass pass) throws Exception {
            long self = ProcessHandle.current().pid();
            long cpu = ProcessorTime.ofTree(self);
            long begun = System.nanoTime();
            pass.run();
            speeds.add(tasks * 1e9 / (System.nanoTime() - begun));
            costs.add((double) (ProcessorTime.ofTree(self) - cpu) / tasks);
        }
    }

    @Override
    public List<Finding> measure() throws Exception {
        List<Integer> numbers = IntStream.range(0, amount.tasks()).boxed().toList();
        Flow flow = Flow.define("noop", f -> {
            f.map(Work::same, each(value(numbers)));
        });
        sitting.run(flow); // from here on this process is part of the grid
        RawCalls raw = new RawCalls(Work::same, 1);
        for (int i = 0; i < amount.warmUps(); i++) {
            sitting.run(flow);
            raw.run(amount.tasks());
        }
        Rounds reeve = new Rounds();
        Rounds beside = new Rounds();
        for (int i = 0; i < amount.rounds(); i++) {
            reeve.measure(amount.tasks(), () -> sitting.run(flow));
            beside.measure(amount.tasks(), () -> raw.run(amount.tasks()));
        }
        return List.of(finding(reeve, beside));
    }

    private Finding finding(Rounds reeve, Rounds beside) {
        Sample speed = new Sample(reeve.speeds);
        Sample limit = new Sample(beside.speeds);
        Sample cost = new Sample(reeve.costs);
        Sample least = new Sample(beside.costs);
        double ratio = cost.median() / Math.max(1, least.median());
        return new Finding(
                name(),
                Words.brief(speed.median()) + " tasks/s, " + Words.fixed(cost.median() / MILLION, 2) + " ms of CPU",
                "the grid " + Words.brief(limit.median()) + " calls/s, " + Words.fixed(least.median() / MILLION, 2)
                        + " ms",
                Words.fixed(ratio, 2),
                List.of(Bar.atMost(BAR, ratio, "x CPU")),
                new Figures()
                        .add("tasks_per_second", speed)
                        .add("limit_per_second", limit)
                        .add("cpu_nanos_per_task", cost)
                        .add("limit_cpu_nanos_per_task", least)
                        .add("ratio", ratio)
                        .add("ratio_per_second", speed.median() / limit.median())
                        .map());
    }
}
