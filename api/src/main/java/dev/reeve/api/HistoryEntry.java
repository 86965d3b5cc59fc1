package dev.reeve.api;

import java.time.Instant;

/**
 * One change of state.
 *
 * @param seq its place within the run
 * @param node -1 for the flow run
 */
public record HistoryEntry(long seq, int epoch, Instant at, int node, int child, StateJson state) {}
