/**
 * What a server does in a second, beside commits of the same PostgreSQL in the same sitting.
 * {@link dev.reeve.benchmarks.durable.DurableTable} is the program; each {@link dev.reeve.benchmarks.durable.DurableRow}
 * measures one thing in databases that its {@link dev.reeve.benchmarks.durable.Sitting} makes and drops.
 */
@NullMarked
package dev.reeve.benchmarks.durable;

import org.jspecify.annotations.NullMarked;
