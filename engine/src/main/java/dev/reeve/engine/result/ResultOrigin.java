package dev.reeve.engine.result;

/**
 * Which attempt made a result.
 *
 * @param mapIndex the child's index, from 0; -1 for a task that is not mapped
 * @param attempt counted from 1
 */
public record ResultOrigin(String flow, String task, int mapIndex, String runId, int attempt) {}
