package dev.reeve.client;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first. Null leaves it open.
 *
 * @param state a state's name
 * @param limit at most so many a page; 1 to 200, 50 if null
 * @param cursor of the page before
 * @param inner also runs that tasks of others are
 */
public record RunsQuery(
        @Nullable String project,
        @Nullable String flow,
        @Nullable String state,
        @Nullable Integer limit,
        @Nullable String cursor,
        boolean inner) {
    /** Only runs that somebody asked for. */
    public RunsQuery(
            @Nullable String project,
            @Nullable String flow,
            @Nullable String state,
            @Nullable Integer limit,
            @Nullable String cursor) {
        this(project, flow, state, limit, cursor, false);
    }

    /** All runs. */
    public static final RunsQuery ALL = new RunsQuery(null, null, null, null, null);
}
