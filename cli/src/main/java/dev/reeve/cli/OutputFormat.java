package dev.reeve.cli;

/** For whom something is printed. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For machines. */
    JSON
}
