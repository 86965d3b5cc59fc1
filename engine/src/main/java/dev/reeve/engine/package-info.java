/**
 * Runs flows in this process. What a user names of it: {@link dev.reeve.engine.TaskExecutors},
 * {@link dev.reeve.engine.ResultStores} and {@link dev.reeve.engine.Serializers}. Core finds
 * {@link dev.reeve.engine.LocalFlowRunner} by itself.
 */
@NullMarked
package dev.reeve.engine;

import org.jspecify.annotations.NullMarked;
