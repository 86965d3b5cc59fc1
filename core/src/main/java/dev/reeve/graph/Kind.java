package dev.reeve.graph;

/** What a node of a flow is. */
public enum Kind {
    /** A function, called once. */
    TASK,
    /** A function, called once for each element. */
    MAP,
    /** The first branch that has a value. */
    MERGE,
    /** A function, called until it says that it is done. */
    LOOP,
    /** A function whose value is the flow to run next. */
    DYNAMIC,
    /** Opens a resource. */
    OPEN,
    /** Closes a resource. */
    CLOSE,
    /** Another flow. */
    SUBFLOW,
    /** Waits for a person. */
    APPROVAL,
    /** A block, run once for each element. */
    FAN_OUT;

    /** Whether a task of this kind is a flow run of its own: it waits for that, without a slot. */
    public boolean launches() {
        return this == DYNAMIC || this == SUBFLOW || this == FAN_OUT;
    }
}
