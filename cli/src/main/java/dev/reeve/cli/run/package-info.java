/**
 * A run in the foreground: what it runs on and what is said of it. Start with
 * {@link dev.reeve.cli.run.ForegroundRun}.
 */
@NullMarked
package dev.reeve.cli.run;

import org.jspecify.annotations.NullMarked;
