/**
 * Runs flows in this process. Users meet {@link dev.reeve.engine.TaskExecutors} and its siblings; core finds
 * {@link dev.reeve.engine.LocalFlowRunner} by itself.
 */
@NullMarked
package dev.reeve.engine;

import org.jspecify.annotations.NullMarked;
