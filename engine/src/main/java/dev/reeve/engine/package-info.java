/**
 * Runs flows in this process. What a user names of it: {@link dev.reeve.engine.TaskExecutors},
 * {@link dev.reeve.engine.ResultStores}, {@link dev.reeve.engine.Serializers} and, where a run is all that a program
 * does, {@link dev.reeve.engine.Foreground}. Core finds {@link dev.reeve.engine.LocalFlowRunner} by itself.
 */
@NullMarked
package dev.reeve.engine;

import org.jspecify.annotations.NullMarked;
