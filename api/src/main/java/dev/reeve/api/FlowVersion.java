package dev.reeve.api;

/**
 * A version of a flow on a server.
 *
 * @param version counted from 1
 * @param created whether this registration made it; false: it was there already
 */
public record FlowVersion(String flowId, String flow, String project, int version, boolean created) {}
