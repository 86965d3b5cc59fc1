package dev.reeve.api;

import java.time.Instant;

/**
 * A run that is due and that nobody has.
 *
 * @param dueAt since when
 */
public record WaitingRun(String run, String name, String flow, String project, Instant dueAt) {}
