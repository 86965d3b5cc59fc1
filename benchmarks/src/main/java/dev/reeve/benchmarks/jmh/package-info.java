/**
 * What the parts of the engine cost, measured with JMH: {@code benchmarks/run jmh}. Parts that only the engine sees are
 * measured from within its own package, in classes that this module adds to it.
 */
@NullMarked
package dev.reeve.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
