/**
 * Runs flows in this process. What a user names of it: {@link dev.reeve.engine.ResultStores} and
 * {@link dev.reeve.engine.Serializers}.
 */
@NullMarked
package dev.reeve.engine;

import org.jspecify.annotations.NullMarked;
