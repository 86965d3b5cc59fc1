package dev.reeve.engine.record;

/**
 * What a person said to a task run that waited. Immutable.
 *
 * @param by who
 * @param told a text that is the same for the same answer and no other, and not the answer; empty for a mere go-ahead
 */
public record RecordedAnswer(String by, String told) {}
