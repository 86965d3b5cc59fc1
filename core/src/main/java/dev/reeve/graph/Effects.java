package dev.reeve.graph;

/**
 * What a task's function does outside of the flow, as far as calling it again is concerned. A function is called again
 * when an attempt failed, and when a process was lost before the result was committed; this says whether that does harm.
 * It changes nothing about how a flow runs: people read it, and the test kit holds the flow to it.
 */
public enum Effects {
    /** Nobody said. Once its result is committed the function is not called again; before that it may be. */
    UNDECLARED,
    /** Calling it again with the same inputs leaves everything as it is, and gives the same. */
    IDEMPOTENT,
    /** What it does outside happens at least once and perhaps again, and whoever wrote the flow is fine with that. */
    AT_LEAST_ONCE
}
