package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run to be carried out.
 *
 * @param epoch how often it was begun, this time included
 * @param runKey opens {@code /runs-in-hand} until the epoch is over; null where a runner asks with it
 * @param parameters as asked for, without defaults
 * @param scheduledFor when it was meant to begin, whenever it does
 * @param zone in which it tells the day, such as Europe/Berlin; null: UTC
 * @param previousEpochs whether there is a journal to resume from
 * @param reopening what a person asked the epoch to run again; null: what did not end well
 */
public record ClaimedRun(
        String runId,
        String name,
        int epoch,
        @Nullable String runKey,
        String project,
        String flow,
        int version,
        String structureHash,
        Bundle bundle,
        Map<String, @Nullable Object> parameters,
        List<String> labels,
        @Nullable Instant scheduledFor,
        @Nullable String zone,
        @Nullable DataInterval interval,
        boolean previousEpochs,
        @Nullable Reopening reopening) {
    public ClaimedRun {
        parameters = Given.object(parameters);
        labels = Given.texts(labels, "labels");
    }

    /** One that goes on as it comes, in UTC. */
    public ClaimedRun(
            String runId,
            String name,
            int epoch,
            @Nullable String runKey,
            String project,
            String flow,
            int version,
            String structureHash,
            Bundle bundle,
            Map<String, @Nullable Object> parameters,
            List<String> labels,
            @Nullable Instant scheduledFor,
            @Nullable DataInterval interval,
            boolean previousEpochs) {
        this(
                runId,
                name,
                epoch,
                runKey,
                project,
                flow,
                version,
                structureHash,
                bundle,
                parameters,
                labels,
                scheduledFor,
                null,
                interval,
                previousEpochs,
                null);
    }

    /** Without the key and the parameters. */
    @Override
    public String toString() {
        return "ClaimedRun[" + runId + " of " + flow + " " + version + ", epoch " + epoch + "]";
    }
}
