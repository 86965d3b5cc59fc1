package dev.reeve.api;

import java.time.Instant;

/**
 * A line of a log as a runner tells it.
 *
 * @param node -1: not of a task run
 */
public record RunLine(Instant at, LogLevel level, int node, int child, String logger, String text) {
    public RunLine {
        at = Given.required(at, "at");
        level = Given.required(level, "level");
        node = Given.atLeast(-1, node, "node");
        child = Given.atLeast(-1, child, "child");
        logger = Given.text(logger);
        text = Given.required(text, "text");
    }
}
