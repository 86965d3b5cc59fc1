package dev.reeve.api;

/** What a limit counts. */
public enum LimitKind {
    /** Runs with a label. */
    LABEL,
    /** Tasks with a tag. */
    TAG
}
