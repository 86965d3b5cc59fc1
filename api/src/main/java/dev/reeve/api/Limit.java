package dev.reeve.api;

/**
 * How many runs with a label go on at once.
 *
 * @param most 0: none
 * @param held how many an agent has in hand now
 */
public record Limit(String label, int most, int held) {}
