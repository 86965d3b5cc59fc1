package dev.reeve.api;

/**
 * A task that makes or reads an asset.
 *
 * @param flowId the flow's identifier
 * @param task its name
 */
public record AssetUse(String flowId, String flow, int version, String task) {}
