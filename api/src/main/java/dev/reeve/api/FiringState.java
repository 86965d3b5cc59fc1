package dev.reeve.api;

/** What became of a firing. */
public enum FiringState {
    WAITING,
    RUNNING,
    ENDED,
    SKIPPED,
    MISSED,
    WITHDRAWN
}
