/**
 * Draws a flow, with the states of a run if there is one, as DOT, Mermaid or SVG. Start with
 * {@link dev.reeve.engine.render.Drawing}. What is drawn is decided once ({@code Composition}), where it stands by
 * {@code LayeredLayout}, and how it is written by one class for each format.
 */
@NullMarked
package dev.reeve.engine.render;

import org.jspecify.annotations.NullMarked;
