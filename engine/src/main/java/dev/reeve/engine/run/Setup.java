package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All that a run needs, chosen.
 *
 * @param share what holds tasks back beside the slots
 * @param resumed names of tasks with a manual trigger that run without asking
 * @param journal where it puts down what happens
 * @param restored what it takes over from its earlier epochs
 */
public record Setup(
        Plan plan,
        RunFacts facts,
        Shelf shelf,
        TaskExecutor executor,
        List<Consumer<StateChange>> watchers,
        Share share,
        Set<String> resumed,
        Journal journal,
        Restored restored) {
    public Setup {
        resumed = Set.copyOf(resumed);
        Limits.check(plan.graph(), share.limits().resources());
        RemoteWork.check(plan.graph(), executor.remote());
    }

    /** The graph that runs. */
    FlowGraph graph() {
        return plan.graph();
    }
}
