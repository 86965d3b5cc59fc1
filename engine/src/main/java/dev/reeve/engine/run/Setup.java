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

/**
 * All that a run needs, chosen.
 *
 * @param limits what holds tasks back beside the slots
 * @param resumed names of tasks with a manual trigger that run without asking
 * @param grace how long a task that was asked to stop is waited for; asked for when the first is
 * @param machine what it runs on
 * @param launcher starts the flow runs that tasks are
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
        Machine machine,
        Launcher launcher) {
    public Setup {
        resumed = Set.copyOf(resumed);
        Limits.check(plan.graph(), limits.resources());
    }

    /** The graph that runs. */
    FlowGraph graph() {
        return plan.graph();
    }
}
