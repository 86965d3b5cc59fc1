package dev.reeve.api;

import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param seq its place within the run, for {@code after}
 * @param node -1: not of a task run
 */
public record LogLine(long seq, Instant at, LogLevel level, int node, int child, String logger, String text) {}
