package dev.reeve.cli;

/** How a drawing is written. */
enum DrawingFormat {
    /** For browsers. */
    SVG,
    /** For Graphviz. */
    DOT,
    /** For Markdown. */
    MERMAID
}
