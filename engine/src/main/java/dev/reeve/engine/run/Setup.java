package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that a run needs, chosen.
 *
 * @param grace how long a task that was asked to stop is waited for
 * @param randomness spreads the waits between attempts
 */
public record Setup(
        Plan plan,
        RunFacts facts,
        Shelf shelf,
        TaskExecutor executor,
        List<Consumer<StateChange>> watchers,
        Duration grace,
        Supplier<RandomGenerator> randomness) {
    /** The graph that runs. */
    FlowGraph graph() {
        return plan.graph();
    }
}
