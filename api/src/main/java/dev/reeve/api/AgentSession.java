package dev.reeve.api;

/**
 * The server knows the agent.
 *
 * @param leaseSeconds how long its runs are its own after a heartbeat
 */
public record AgentSession(String sessionId, int leaseSeconds) {}
