/**
 * What can be asked about the recorded runs of this machine: lists, one run, why a task is as it is, where two runs part.
 * Start with {@link dev.reeve.cli.runs.RecordedRuns}, which finds the run that a person means.
 */
@NullMarked
package dev.reeve.cli.runs;

import org.jspecify.annotations.NullMarked;
