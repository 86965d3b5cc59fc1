package dev.reeve.api;

/** How a backfill stands. */
public enum BackfillState {
    RUNNING,
    CANCELLING,
    ENDED,
    CANCELLED
}
