/**
 * A world in which everything that happens follows from one seed: {@link dev.reeve.simulation.world.World} decides which
 * thread goes on and when time passes, a {@link dev.reeve.simulation.world.SimProcess} is a program that lives in it and
 * may crash.
 */
@NullMarked
package dev.reeve.simulation.world;

import org.jspecify.annotations.NullMarked;
