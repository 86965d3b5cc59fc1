/**
 * A disk that loses what was not forced: {@link dev.reeve.testing.disk.SimDisk} keeps what is written, and
 * {@link dev.reeve.testing.disk.SimFiles} is the file system that programs see of it.
 */
@NullMarked
package dev.reeve.testing.disk;

import org.jspecify.annotations.NullMarked;
