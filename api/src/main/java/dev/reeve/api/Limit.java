package dev.reeve.api;

/**
 * How many runs with a label, or tasks with a tag, go on at once.
 *
 * @param most 0: none
 * @param held how many go on now
 */
public record Limit(LimitKind kind, String name, int most, int held) {}
