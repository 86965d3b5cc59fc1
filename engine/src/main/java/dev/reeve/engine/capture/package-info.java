/**
 * What tasks print, line by line and task by task. Start with {@link dev.reeve.engine.capture.PrintedLines}.
 */
@NullMarked
package dev.reeve.engine.capture;

import org.jspecify.annotations.NullMarked;
