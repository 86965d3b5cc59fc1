package dev.reeve.serve;

/**
 * What becomes of a run that did not end before serving did, when the flow is served again: its process was killed, or
 * it was cancelled because serving stopped.
 */
public enum Unfinished {
    /** The default: it goes on, from its record. */
    RESUME,
    /** It is told of, and left as it is. */
    REPORT
}
