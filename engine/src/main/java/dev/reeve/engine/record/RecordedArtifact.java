package dev.reeve.engine.record;

/**
 * Something that a task run put down for people. Immutable.
 *
 * @param attempt of the task run, from 1
 * @param kind what it is, such as {@code markdown}
 */
public record RecordedArtifact(int attempt, String kind, String name, String content) {}
