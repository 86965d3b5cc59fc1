package dev.reeve.spi;

import dev.reeve.Flow;
import dev.reeve.ResumePlan;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import java.util.List;

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

    /**
     * Runs these flows on their schedules until serving ends; see {@link Flow#serve(ServeOptions)}.
     *
     * @throws UnsupportedOperationException if this runner serves no flows
     */
    default ServeSummary serve(List<Flow> flows, ServeOptions options) throws InterruptedException {
        throw new UnsupportedOperationException(getClass().getName() + " serves no flows");
    }
}
