/**
 * Bugs that are put into a copy of the engine, to see that the simulator finds them: {@link
 * dev.reeve.simulation.teeth.SeededBug} lists them.
 */
@NullMarked
package dev.reeve.simulation.teeth;

import org.jspecify.annotations.NullMarked;
