package dev.reeve.api;

/** What has to be the same for a task run that ended well to be used again. */
public enum ReuseRule {
    /** Its code, what it is made from, and all that is upstream of it. */
    SAME_CODE,
    /** Its place in the flow and its parameters. */
    SAME_GRAPH,
    /** Its name. */
    SAME_NAME,
    /** Nothing is used again. */
    NOTHING
}
