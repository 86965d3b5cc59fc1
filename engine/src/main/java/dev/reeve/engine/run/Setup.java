package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that a run needs, chosen.
 *
 * @param limits what holds tasks back beside the slots
 * @param resumed names of tasks with a manual trigger that run without asking
 * @param grace how long a task that was asked to stop is waited for; asked for when the first is
 * @param randomness spreads the waits between attempts
 * @param launcher starts the flow runs that tasks are
 * @param journal where it puts down what happens
 * @param restored what it takes over from its earlier epochs
 */
public record Setup(
        Plan plan,
        RunFacts facts,
        Shelf shelf,
        TaskExecutor executor,
        List<Consumer<StateChange>> watchers,
        RunLimits limits,
        Set<String> resumed,
        Supplier<Duration> grace,
        Supplier<RandomGenerator> randomness,
        Launcher launcher,
        Journal journal,
        Restored restored) {
    public Setup {
        resumed = Set.copyOf(resumed);
        Limits.check(plan.graph(), limits.resources());
    }

    /** The graph that runs. */
    FlowGraph graph() {
        return plan.graph();
    }
}
