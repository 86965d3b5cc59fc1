package dev.reeve.api;

/** What becomes of a data interval in a backfill. */
public enum BackfillFate {
    TO_RUN,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    DONE_BEFORE,
    ELSEWHERE
}
