/**
 * Flows on their schedules in this process: {@link dev.reeve.engine.serve.Serving} is the loop, and {@link
 * dev.reeve.engine.serve.Backfill} runs the intervals of a span of time.
 */
@NullMarked
package dev.reeve.engine.serve;

import org.jspecify.annotations.NullMarked;
