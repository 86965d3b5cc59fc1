package dev.reeve.spi;

import dev.reeve.Resumption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about the record of a run. What is null is the engine's to choose, from its configuration.
 *
 * @param enabled whether a record is written
 * @param directory where records are kept
 * @param code where the flow's code is, for a later process
 * @param runId the identifier of a run that does not choose its own; null: one is made. If that run is recorded
 *     already, it goes on
 * @param parent the task run that this flow run is part of; null: none
 * @param resumption the recorded run that is to go on; null: a new run begins
 * @param occasion why it begins; null: somebody wants it
 */
public record Recording(
        @Nullable Boolean enabled,
        @Nullable Path directory,
        CodeLocation code,
        @Nullable String runId,
        @Nullable ParentRun parent,
        @Nullable Resumption resumption,
        @Nullable Occasion occasion) {
    /** Nothing is asked. */
    public static final Recording UNASKED = new Recording(null, null, CodeLocation.UNKNOWN, null, null, null, null);
}
