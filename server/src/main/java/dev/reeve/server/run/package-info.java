/**
 * Runs over HTTP: asked for, looked at and stopped by people in {@link dev.reeve.server.run.RunRoutes}, told of by their
 * runners in {@link dev.reeve.server.run.HandRoutes}.
 */
@NullMarked
package dev.reeve.server.run;

import org.jspecify.annotations.NullMarked;
