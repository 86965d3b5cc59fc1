package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that a run needs, chosen.
 *
 * @param limits how many units of each named resource there are
 * @param resumed names of tasks with a manual trigger that run without asking
 * @param grace how long a task that was asked to stop is waited for
 * @param randomness spreads the waits between attempts
 * @param machine what it runs on
 */
public record Setup(
        Plan plan,
        RunFacts facts,
        Shelf shelf,
        TaskExecutor executor,
        List<Consumer<StateChange>> watchers,
        Map<String, Integer> limits,
        Set<String> resumed,
        Duration grace,
        Supplier<RandomGenerator> randomness,
        Machine machine) {
    public Setup {
        limits = Map.copyOf(limits);
        resumed = Set.copyOf(resumed);
        Limits.check(plan.graph(), limits);
    }

    /** The graph that runs. */
    FlowGraph graph() {
        return plan.graph();
    }
}
