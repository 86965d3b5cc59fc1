package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What a person answered to a task run that waits.
 *
 * @param id told back in an event of kind HEARD once the run took it, or could not
 * @param task the task run, as its question named it
 * @param value the answer as JSON; null for a mere go-ahead
 */
public record PersonAnswer(
        long id, String task, String by, @Nullable Object value) {}
