package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What a person answers to a task run that waits.
 *
 * @param task its name; {@code task[3]} for a child, {@code task/inner} for one of the flow run that the task is
 * @param child the index of the child, where the name does not say it; null for none
 * @param value as the question asks: an object with its fields, {@code approved} and {@code comment}, a text, or null
 *     for a mere go-ahead
 */
public record TaskAnswer(
        String task, @Nullable Integer child, @Nullable Object value) {
    public TaskAnswer {
        task = Given.required(task, "task");
    }
}
