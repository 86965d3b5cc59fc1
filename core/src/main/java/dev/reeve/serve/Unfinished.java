package dev.reeve.serve;

/** What becomes of a run whose process ended in its middle, when the flow is served again. */
public enum Unfinished {
    /** The default: it goes on, from its record. */
    RESUME,
    /** It is told of, and left as it is. */
    REPORT
}
