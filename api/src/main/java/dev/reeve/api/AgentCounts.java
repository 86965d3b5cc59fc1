package dev.reeve.api;

/**
 * Agents.
 *
 * @param connected those that are heard of
 * @param silent those whose last word is older than it should be
 * @param lost those that were given up within an hour
 */
public record AgentCounts(long connected, long silent, long lost) {}
