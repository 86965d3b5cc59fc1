package dev.reeve.cli.runs;

import org.jspecify.annotations.Nullable;

/** The runs of a server, where one is logged in to one: commands about runs are about those unless somebody says so. */
public interface ServedRuns {
    /** Whether they are meant; says so to the person. {@code local}: those of this machine are asked for. */
    boolean meant(boolean local);

    /**
     * Which runs are listed.
     *
     * @param flow of that flow; null: of any
     * @param all also those that tasks of others are
     * @param cursor behind the page that ended there; null: the newest
     */
    record Listed(
            @Nullable String flow,
            RunFilter filter,
            boolean all,
            int most,
            @Nullable String cursor) {}

    /** Prints them, the newest first, and where the next page begins. */
    void list(Listed listed, ListFormat format) throws InterruptedException;

    /** Prints one, by its identifier, or {@code latest}, and its tasks; or all that is known of one task, if that is named: {@code load/fetch} within the flow run that it is. */
    void show(String wanted, @Nullable String task, ListFormat format) throws InterruptedException;

    /** Prints why one, or a task of it if that is named, is as it is. */
    void why(String wanted, @Nullable String task, ListFormat format) throws InterruptedException;

    /** Prints where two part; whether they do. */
    boolean diff(String first, String second, ListFormat format) throws InterruptedException;
}
