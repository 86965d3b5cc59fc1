/** The machine's clock and alarm. */
@NullMarked
package dev.reeve.engine.time;

import org.jspecify.annotations.NullMarked;
