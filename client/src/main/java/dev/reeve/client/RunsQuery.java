package dev.reeve.client;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first. Null leaves it open.
 *
 * @param state a state's name
 * @param limit at most so many a page; 1 to 200, 50 if null
 * @param cursor of the page before
 */
public record RunsQuery(
        @Nullable String project,
        @Nullable String flow,
        @Nullable String state,
        @Nullable Integer limit,
        @Nullable String cursor) {
    /** All runs. */
    public static final RunsQuery ALL = new RunsQuery(null, null, null, null, null);
}
