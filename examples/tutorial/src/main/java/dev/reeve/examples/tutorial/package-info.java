/**
 * The code of README, tutorial and how-to pages, which show parts of these files as they are. Begin with
 * {@link dev.reeve.examples.tutorial.DailySales}, the first flow.
 */
@NullMarked
package dev.reeve.examples.tutorial;

import org.jspecify.annotations.NullMarked;
