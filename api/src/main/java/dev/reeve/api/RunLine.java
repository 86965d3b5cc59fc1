package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log as a runner tells it.
 *
 * @param node -1: not of a task run
 * @param inner the innermost task run that it is of, if the task run named before is itself a flow run; null: it is none
 */
public record RunLine(
        Instant at,
        LogLevel level,
        int node,
        int child,
        String logger,
        String text,
        @Nullable PlacedTask inner) {
    public RunLine {
        at = Given.required(at, "at");
        level = Given.required(level, "level");
        node = Given.atLeast(-1, node, "node");
        child = Given.atLeast(-1, child, "child");
        logger = Given.text(logger);
        text = Given.required(text, "text");
    }

    /** A line of no flow run that a task is. */
    public RunLine(Instant at, LogLevel level, int node, int child, String logger, String text) {
        this(at, level, node, child, logger, text, null);
    }
}
