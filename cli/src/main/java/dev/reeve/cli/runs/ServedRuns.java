package dev.reeve.cli.runs;

import org.jspecify.annotations.Nullable;

/** The runs of a server, where one is logged in to one: commands about runs are about those unless somebody says so. */
public interface ServedRuns {
    /** Whether they are meant; says so to the person. {@code local}: those of this machine are asked for. */
    boolean meant(boolean local);

    /** Prints the newest, so many at most. */
    void list(@Nullable String flow, @Nullable String state, int most, ListFormat format) throws InterruptedException;

    /** Prints one, by its identifier, or {@code latest}, and its tasks. */
    void show(String wanted, ListFormat format) throws InterruptedException;
}
