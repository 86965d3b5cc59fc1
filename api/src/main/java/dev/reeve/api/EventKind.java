package dev.reeve.api;

/** What an event of a run tells. */
public enum EventKind {
    /** An epoch began: what the run is asked, and what of earlier epochs is used again. The first event of an epoch. */
    OPENED,
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
    /** A task run asks a person something. Told each time the run comes to wait. */
    ASKED,
    /** The run took an answer, or could not: it is not to be given again. */
    HEARD,
    /** A task kept something for people. */
    ARTIFACT,
    /** A task began a flow run that is part of it. */
    BEGAN,
    /** A worker of a cluster calls the function of an attempt, or called it again for a result that was lost. */
    CALLED
}
