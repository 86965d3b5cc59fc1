/**
 * A disk that loses what was not forced: {@link dev.reeve.simulation.disk.SimDisk} keeps what is written, and
 * {@link dev.reeve.simulation.disk.SimFiles} is the file system that programs see of it.
 */
@NullMarked
package dev.reeve.simulation.disk;

import org.jspecify.annotations.NullMarked;
