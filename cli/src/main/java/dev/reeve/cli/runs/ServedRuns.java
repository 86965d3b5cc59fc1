package dev.reeve.cli.runs;

import org.jspecify.annotations.Nullable;

/** The runs of a server, where one is logged in to one: commands about runs are about those unless somebody says so. */
public interface ServedRuns {
    /** Whether they are meant; says so to the person. {@code local}: those of this machine are asked for. */
    boolean meant(boolean local);

    /** Prints the newest, so many at most. {@code all}: also those that tasks of others are. */
    void list(@Nullable String flow, @Nullable String state, boolean all, int most, ListFormat format)
            throws InterruptedException;

    /** Prints one, by its identifier, or {@code latest}, and its tasks; or all that is known of one task, if that is named: {@code load/fetch} within the flow run that it is. */
    void show(String wanted, @Nullable String task, ListFormat format) throws InterruptedException;

    /** Prints why one, or a task of it if that is named, is as it is. */
    void why(String wanted, @Nullable String task, ListFormat format) throws InterruptedException;

    /** Prints where two part; whether they do. */
    boolean diff(String first, String second, ListFormat format) throws InterruptedException;
}
