package dev.reeve.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first. Null leaves it open.
 *
 * @param state names of states, between commas
 * @param limit at most so many a page; 1 to 200, 50 if null
 * @param cursor of the page before
 * @param labels that have all of these, between commas
 * @param since made then or later
 * @param name whose name has that text
 * @param inner also runs that tasks of others are
 */
public record RunsQuery(
        @Nullable String project,
        @Nullable String flow,
        @Nullable String state,
        @Nullable Integer limit,
        @Nullable String cursor,
        @Nullable String labels,
        @Nullable Instant since,
        @Nullable String name,
        boolean inner) {
    /** All runs. */
    public static final RunsQuery ALL = new RunsQuery(null, null, null, null, null);

    /** Whatever labels and names they have, whenever they were made. */
    public RunsQuery(
            @Nullable String project,
            @Nullable String flow,
            @Nullable String state,
            @Nullable Integer limit,
            @Nullable String cursor) {
        this(project, flow, state, limit, cursor, null, null, null, false);
    }

    /** Those whose name has that text. */
    public static RunsQuery named(String name) {
        return new RunsQuery(null, null, null, null, null, null, null, name, false);
    }

    /** So many a page at most. */
    public RunsQuery limited(int most) {
        return new RunsQuery(project, flow, state, most, cursor, labels, since, name, inner);
    }

    /** Also runs that tasks of others are, or not. */
    public RunsQuery inner(boolean too) {
        return new RunsQuery(project, flow, state, limit, cursor, labels, since, name, too);
    }

    /** The page behind that cursor. */
    public RunsQuery behind(@Nullable String page) {
        return new RunsQuery(project, flow, state, limit, page, labels, since, name, inner);
    }
}
