package dev.reeve.api;

/**
 * How late things are, in milliseconds.
 *
 * @param queue how long the run has been due that waits longest; 0: none does
 * @param database how long a question to the database took
 */
public record Lag(long queue, long database) {}
