package dev.reeve.client;

import org.jspecify.annotations.Nullable;

/**
 * Which task runs to list, of the newest runs first. Null leaves it open.
 *
 * @param task a task's name
 * @param states names of states between commas
 * @param limit at most so many a page; 1 to 500, 50 if null
 * @param cursor of the page before
 */
public record TaskRunsQuery(
        @Nullable String project,
        @Nullable String flow,
        @Nullable String task,
        @Nullable String states,
        @Nullable Integer limit,
        @Nullable String cursor) {
    /** Those in one of these states. */
    public static TaskRunsQuery in(String states) {
        return new TaskRunsQuery(null, null, null, states, null, null);
    }
}
