package dev.reeve.benchmarks;

import java.util.List;

/**
 * How many tasks a second, beside plain CompletableFuture.
 *
 * @param millions how many million a second there are to be
 * @param share what share of the plain speed it is to be
 */
record ThroughputRow(Workload workload, double millions, double share) implements Row {
    private static final double MILLION = 1e6;

    /** With the bars of the engine's main rows. */
    ThroughputRow(Workload workload) {
        this(workload, 1, 0.25);
    }

    @Override
    public String name() {
        return workload.name();
    }

    @Override
    public List<Finding> measure(Effort effort) {
        Alternation rounds = Alternation.of(workload, effort);
        double speed = rounds.reeve().median();
        double ratio = speed / rounds.plain().median();
        return List.of(new Finding(
                name(),
                Words.spread(rounds.reeve(), MILLION, 2) + " M tasks/s",
                "CompletableFuture " + Words.spread(rounds.plain(), MILLION, 2) + " M/s",
                Words.fixed(ratio, 2),
                List.of(Bar.atLeast(millions, speed / MILLION, "M/s"), Bar.atLeast(share, ratio, "x")),
                new Figures()
                        .add("tasks_per_second", rounds.reeve())
                        .add("limit_per_second", rounds.plain())
                        .add("ratio", ratio)
                        .add("cpu_nanos_per_task", rounds.reeveCpu())
                        .add("limit_cpu_nanos_per_task", rounds.plainCpu())
                        .map()));
    }
}
