package dev.reeve.engine.record;

/**
 * What a person said to a task run that waited. Immutable.
 *
 * @param by who
 * @param answer as JSON; empty for a mere go-ahead
 */
public record RecordedAnswer(String by, String answer) {}
