/**
 * The records of runs: what a run was asked, its structure, every change of state, where its results are. Written while
 * it goes on, read for people and to resume it. Start with {@link dev.reeve.engine.record.Records}, the directory of
 * them, and {@link dev.reeve.engine.record.RecordedRun}, one of them read.
 */
@NullMarked
package dev.reeve.engine.record;

import org.jspecify.annotations.NullMarked;
