package dev.reeve.api;

/**
 * Agents.
 *
 * @param connected those that are heard of
 * @param draining those of them that take no more runs, for they are to end
 * @param silent those whose last word is older than it should be
 * @param lost those that were given up within an hour
 */
public record AgentCounts(long connected, long draining, long silent, long lost) {}
