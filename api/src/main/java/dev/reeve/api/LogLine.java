package dev.reeve.api;

import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param seq its place within the run, for {@code after}
 * @param line its number, counted from 1 over all epochs in the order in which lines came; it never changes. For
 *     {@code fromLine}
 * @param node -1: not of a task run
 */
public record LogLine(
        long seq, long line, Instant at, LogLevel level, int node, int child, String logger, String text) {}
