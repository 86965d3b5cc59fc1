package dev.reeve.api;

/** What an event of a run tells. */
public enum EventKind {
    /** A state changed. */
    STATE,
    /** A result was stored; told before the change of state that makes it count. */
    STORED,
    /** An attempt failed: where. Told before the change of state. */
    FAILED,
    /** A loop ended a turn. */
    TURNED,
    /** A person answered. */
    ANSWERED,
    /** A task kept something for people. */
    ARTIFACT,
    /** A task began a flow run that is part of it. */
    BEGAN
}
