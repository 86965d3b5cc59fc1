package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as a row of a grid: the tasks of its version from {@code first} on, one after the other, in columns. A grid has tens of
 * thousands of them, so what repeats is counted and times are short. Children of mapped tasks and tasks of flows within are
 * not in it: the task that they belong to stands for them.
 *
 * @param state the run's
 * @param first the place of the first of these tasks in the structure of the row's version
 * @param states the names of the states that occur in this row; {@code taskState} has places in here
 * @param taskState pairs of a state and of how many tasks one after the other are in it
 * @param since when the earliest of these tasks began, in milliseconds since 1970; 0: none did
 * @param start when each began, in milliseconds after {@code since}; -1: it did not
 * @param took how many milliseconds each took; -1: it did not begin or has not ended
 * @param attempt pairs of a number of attempts and of how many tasks one after the other had so many
 * @param tasks the names of those tasks, in the first row of each version; null: as in the row of that version before
 * @param nextTask what {@code taskCursor} has to be for more tasks; null: these were the last
 */
public record GridRow(
        String run,
        String name,
        int version,
        String state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int first,
        List<String> states,
        int[] taskState,
        long since,
        long[] start,
        long[] took,
        int[] attempt,
        @Nullable List<String> tasks,
        @Nullable Integer nextTask) {}
