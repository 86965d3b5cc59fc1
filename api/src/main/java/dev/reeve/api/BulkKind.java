package dev.reeve.api;

/** What is to be done to many runs. */
public enum BulkKind {
    CANCEL,
    DELETE,
    REOPEN,
    RESUME
}
