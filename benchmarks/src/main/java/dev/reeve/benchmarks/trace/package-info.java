/**
 * Traces of real or made-up workflows, and how long they would take if nothing cost anything.
 * {@link dev.reeve.benchmarks.trace.Trace} is one; {@link dev.reeve.benchmarks.trace.TraceFile} reads them,
 * {@link dev.reeve.benchmarks.trace.Shapes} makes some, {@link dev.reeve.benchmarks.trace.ListSchedule} is the policy
 * of the engine in virtual time.
 */
@NullMarked
package dev.reeve.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
