package dev.reeve.server.ledger;

/**
 * A line of a run's log with its number.
 *
 * @param number counted from 1 over all epochs, in the order in which lines came; it never changes
 */
public record NumberedLine(long number, LogLine line) {}
