/**
 * Shows a run while it goes on, and what came of it: a live display on a terminal, plain lines in a pipe, JSON for
 * machines. Start with {@link dev.reeve.engine.progress.Progress}.
 */
@NullMarked
package dev.reeve.engine.progress;

import org.jspecify.annotations.NullMarked;
