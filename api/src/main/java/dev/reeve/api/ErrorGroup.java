package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Task runs that failed with the same first line.
 *
 * @param message the line
 * @param count how many task runs, children one by one
 * @param runs in how many runs
 * @param tasks of which tasks
 * @param lastRun the newest of those runs
 * @param firstAt when the first of those task runs ended, of the runs that were looked at
 * @param lastAt when the last of those task runs ended
 */
public record ErrorGroup(
        String message,
        long count,
        long runs,
        List<String> tasks,
        String lastRun,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {
    public ErrorGroup {
        tasks = Given.texts(tasks, "tasks");
    }
}
