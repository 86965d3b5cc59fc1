package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.RunSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Begins runs and knows their records. A test puts others in their place. */
public interface Runs {
    /** An identifier that no run has. */
    String newId(Instant now);

    /** Begins a run and returns at once. {@code wake} is called whenever the run may stand otherwise than before. */
    Going begin(Flow flow, RunOptions options, Runnable wake);

    /** The record of a run, if there is one. */
    Optional<RunSummary> recorded(String runId) throws IOException;

    /** Whether there is anything of a run but the very beginning of a record, so that tasks of it may have run. */
    boolean ran(String runId) throws IOException;

    /** The same, and what there is of it is on the disk when this returns. */
    boolean isSafe(String runId) throws IOException;
}
