/**
 * Text as it is shown, in a drawing or on a terminal: made harmless, measured in columns, cut to fit. Start with
 * {@link dev.reeve.engine.text.Shown}.
 */
@NullMarked
package dev.reeve.engine.text;

import org.jspecify.annotations.NullMarked;
