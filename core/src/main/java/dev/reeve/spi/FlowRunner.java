package dev.reeve.spi;

/** Runs flows. Found by {@link java.util.ServiceLoader}; the engine provides one. */
public interface FlowRunner {
    /** Starts a run and returns at once, unless the run's executor works in the caller's thread. */
    ActiveRun start(RunRequest request);
}
