package dev.reeve.spi;

import dev.reeve.graph.FlowGraph;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to be. What is null is the engine's to choose, from its configuration.
 *
 * @param parameters a value for each parameter of the flow; for a run that is resumed, only those that change
 * @param runName template of its name for people, which was checked; null: as the flow says, else one is made up
 * @param executor where tasks run
 * @param results where results are kept
 * @param checkpointing whether all results are stored, not only those with a target
 * @param serializer how results are stored
 * @param time the clock
 * @param zone what {@code today} means
 * @param scheduled the time it was meant to start; null: now
 * @param deadline the longest the whole run may take; null: no limit
 * @param grace how long a cancelled task may take to end before nobody waits for it
 * @param resumed tasks with a manual trigger that may run without asking
 * @param limits what holds tasks back beside the slots of the executor
 * @param watchers called on every change of state, in the order of the changes
 * @param recording what is asked about its record
 */
public record RunRequest(
        FlowGraph graph,
        Map<String, @Nullable Object> parameters,
        @Nullable String runName,
        @Nullable TaskExecutor executor,
        @Nullable ResultStore results,
        @Nullable Boolean checkpointing,
        @Nullable Serializer serializer,
        @Nullable SecretProvider secrets,
        @Nullable Time time,
        @Nullable ZoneId zone,
        @Nullable Instant scheduled,
        @Nullable Duration deadline,
        @Nullable Duration grace,
        Set<String> resumed,
        RunLimits limits,
        List<Consumer<StateChange>> watchers,
        Recording recording) {}
