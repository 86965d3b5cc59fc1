/**
 * Runs the engine, the real one, in simulated worlds and holds what happens there against what has to hold.
 * {@link dev.reeve.simulation.Simulation} is one world from one seed; {@link dev.reeve.simulation.Simulations} are many.
 */
@NullMarked
package dev.reeve.simulation;

import org.jspecify.annotations.NullMarked;
