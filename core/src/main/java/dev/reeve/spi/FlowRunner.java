package dev.reeve.spi;

/** Runs flows. The engine provides one; another is found by {@link java.util.ServiceLoader} where the engine is not. */
public interface FlowRunner {
    /** Starts a run and returns at once, unless the run's executor works in the caller's thread. */
    ActiveRun start(RunRequest request);
}
