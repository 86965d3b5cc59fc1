package dev.reeve.api;

import java.util.List;

/**
 * Runs that agents hold.
 *
 * @param total how many
 * @param approx there are too many to be counted: at least so many
 * @param longest those that began first, twenty at most
 */
public record RunningRuns(long total, boolean approx, List<RunningRun> longest) {}
