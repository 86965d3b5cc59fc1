package dev.reeve.spi;

import dev.reeve.ResumePlan;

/** Runs flows. The engine provides one; another is found by {@link java.util.ServiceLoader} where the engine is not. */
public interface FlowRunner {
    /** Starts a run and returns at once, unless the run's executor works in the caller's thread. */
    ActiveRun start(RunRequest request);

    /**
     * What {@link #start} would use again and run, for a request that resumes a run. Runs nothing and changes nothing.
     *
     * @throws UnsupportedOperationException if this runner keeps no records
     */
    default ResumePlan plan(RunRequest request) {
        throw new UnsupportedOperationException(getClass().getName() + " keeps no records of runs");
    }
}
