/**
 * The figures of the engine, each beside what limits it, measured in one sitting.
 * {@link dev.reeve.benchmarks.EngineTable} is the program; each {@link dev.reeve.benchmarks.Row} of its table measures
 * one thing and gives {@link dev.reeve.benchmarks.Finding}s. Benchmarks report and never gate.
 */
@NullMarked
package dev.reeve.benchmarks;

import org.jspecify.annotations.NullMarked;
