package dev.reeve.api;

/**
 * A task of a run.
 *
 * @param node its place among the nodes of the flow
 * @param child its index among mapped children; -1: it is none
 */
public record PlacedTask(int node, int child) {}
