package dev.reeve.api;

/**
 * Runs that nobody has begun.
 *
 * @param upcoming not due yet
 * @param due waiting for an agent
 * @param late those of them that have been due for more than a minute
 * @param approx there are too many to be counted: at least so many
 */
public record WaitingRuns(long upcoming, long due, long late, boolean approx) {}
