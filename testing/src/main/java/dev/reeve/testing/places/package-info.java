/** One flow in many places: begin with {@link dev.reeve.testing.places.Equivalence#of}. */
@NullMarked
package dev.reeve.testing.places;

import org.jspecify.annotations.NullMarked;
