package dev.reeve.benchmarks;

import dev.reeve.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * How many firings a second, beside a loop that comes to the same.
 *
 * @param schedule asked from {@link #AFTER} on
 * @param firings how many of them
 * @param plain the sum of the seconds of so many instants, worked out by hand
 * @param millions how many million a second there are to be; 0 for no bar
 */
record ScheduleRow(String name, Schedule schedule, int firings, IntToLongFunction plain, double millions)
        implements Row {
    static final Instant AFTER = Instant.parse("2026-01-01T00:00:00Z");

    private static final double MILLION = 1e6;

    @Override
    public List<Finding> measure(Effort effort) {
        long expected = plain.applyAsLong(firings);
        Alternation rounds = Alternation.of(
                new Workload(
                        name,
                        firings,
                        () -> require(
                                schedule.next(AFTER, firings)
                                        .mapToLong(firing -> firing.time().getEpochSecond())
                                        .sum(),
                                expected),
                        () -> require(plain.applyAsLong(firings), expected)),
                effort);
        double speed = rounds.reeve().median();
        List<Bar> bars = new ArrayList<>();
        if (millions > 0) {
            bars.add(Bar.atLeast(millions, speed / MILLION, "M/s"));
        }
        return List.of(new Finding(
                name,
                Words.spread(rounds.reeve(), MILLION, 2) + " M firings/s",
                "java.time by hand " + Words.spread(rounds.plain(), MILLION, 2) + " M/s",
                Words.fixed(speed / rounds.plain().median(), 2),
                bars,
                new Figures()
                        .add("firings_per_second", rounds.reeve())
                        .add("limit_per_second", rounds.plain())
                        .add("ratio", speed / rounds.plain().median())
                        .add("cpu_nanos_per_firing", rounds.reeveCpu())
                        .add("limit_cpu_nanos_per_firing", rounds.plainCpu())
                        .map()));
    }

    private void require(long sum, long expected) {
        if (sum != expected) {
            throw new IllegalStateException(name + ": the schedule and the loop by hand fire at other times");
        }
    }
}
