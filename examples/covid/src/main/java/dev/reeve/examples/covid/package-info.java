/**
 * A nightly pipeline on real data, written as a user of Reeve would write it. Begin with {@link
 * dev.reeve.examples.covid.CovidFlow}: the functions are its tasks, {@code flow()} threads them together.
 */
@NullMarked
package dev.reeve.examples.covid;

import org.jspecify.annotations.NullMarked;
