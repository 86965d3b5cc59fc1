package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * What a person said to a task that waited for them.
 *
 * @param value null if they only let it go on
 */
record Answer(@Nullable Object value, String by) {}
