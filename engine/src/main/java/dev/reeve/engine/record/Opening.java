package dev.reeve.engine.record;

import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an epoch of a run began: what the run was asked, and by which process. Immutable.
 *
 * @param epoch its number, from 1
 * @param runId the run's identifier
 * @param runName its name for people
 * @param flow the flow's name
 * @param parent the task run it is part of; null for a run of its own
 * @param cause what began the epoch, in words; empty for the first
 * @param began when
 * @param scheduled when the run was meant to start
 * @param zone the identifier of the zone in which it tells {@code today}
 * @param parameters in the order of definition
 * @param options what else it was asked
 * @param code where the flow's code was
 * @param results where results were kept
 * @param runner the process that ran it
 * @param occasion why the run began; null: somebody wanted it
 */
public record Opening(
        int epoch,
        String runId,
        String runName,
        String flow,
        @Nullable ParentRun parent,
        String cause,
        Instant began,
        Instant scheduled,
        String zone,
        List<RecordedParameter> parameters,
        Options options,
        CodeLocation code,
        Results results,
        Runner runner,
        @Nullable Occasion occasion) {
    /** The cause of an epoch in which nothing of those before counts. */
    public static final String ANEW = "all of it again";

    public Opening {
        parameters = List.copyOf(parameters);
    }

    /** Of a run that somebody wanted. */
    public Opening(
            int epoch,
            String runId,
            String runName,
            String flow,
            @Nullable ParentRun parent,
            String cause,
            Instant began,
            Instant scheduled,
            String zone,
            List<RecordedParameter> parameters,
            Options options,
            CodeLocation code,
            Results results,
            Runner runner) {
        this(
                epoch,
                runId,
                runName,
                flow,
                parent,
                cause,
                began,
                scheduled,
                zone,
                parameters,
                options,
                code,
                results,
                runner,
                null);
    }

    /** Of a run of which nobody told how it began. */
    public static Opening unknown(String runId, String runName, String flow, Instant began, Runner runner) {
        Options none = new Options(RunLimits.NONE, Set.of(), Duration.ZERO, null, true);
        return new Opening(
                1,
                runId,
                runName,
                flow,
                null,
                "",
                began,
                began,
                "UTC",
                List.of(),
                none,
                CodeLocation.UNKNOWN,
                new Results("", ""),
                runner);
    }

    /** The same in a later epoch, which goes on with it. */
    Opening again(int later) {
        return new Opening(
                later,
                runId,
                runName,
                flow,
                parent,
                later == epoch ? cause : "resumed",
                began,
                scheduled,
                zone,
                parameters,
                options,
                code,
                results,
                runner,
                occasion);
    }

    /**
     * The same without the values of parameters, which are told apart by their fingerprints: those of a flow run that a
     * task is are what other tasks returned.
     */
    public Opening withoutValues() {
        return new Opening(
                epoch,
                runId,
                runName,
                flow,
                parent,
                cause,
                began,
                scheduled,
                zone,
                parameters.stream().map(RecordedParameter::withoutValue).toList(),
                options,
                code,
                results,
                runner,
                occasion);
    }

    /**
     * What a run was asked beside its parameters.
     *
     * @param limits what held tasks back beside the slots
     * @param resumed tasks with a manual trigger that run without asking
     * @param grace how long a cancelled task may take to end
     * @param deadline the longest the run may take; null: no limit
     * @param checkpointing whether all results are stored
     */
    public record Options(
            RunLimits limits,
            Set<String> resumed,
            Duration grace,
            @Nullable Duration deadline,
            boolean checkpointing) {
        public Options {
            resumed = Set.copyOf(resumed);
        }
    }

    /**
     * Where results are.
     *
     * @param location absolute path or address of the store; empty if nothing is stored, or only in memory
     * @param serializer the name of what writes them
     */
    public record Results(String location, String serializer) {}

    /**
     * A process.
     *
     * @param host the machine's name
     * @param pid its number there
     * @param directory its working directory
     * @param version Reeve's version
     */
    public record Runner(String host, long pid, String directory, String version) {}
}
