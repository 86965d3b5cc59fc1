package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What a person answered to a task run that waits.
 *
 * @param value the answer as JSON
 */
public record PersonAnswer(
        int node, int child, String by, @Nullable Object value) {}
