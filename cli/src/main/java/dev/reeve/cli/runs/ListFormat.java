package dev.reeve.cli.runs;

/** How a list or a report is printed. */
public enum ListFormat {
    /** For people. */
    TABLE,
    /** For machines: one JSON value. */
    JSON
}
