package dev.reeve.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A line that a task logged with {@code TaskRun.logger()}.
 *
 * @param task the task's name
 * @param mapIndex the child's index; -1 for a task that is not mapped
 * @param attempt counted from 1
 * @param message with its arguments put in
 * @param thrown what was logged along; null for nothing
 * @param at when
 */
public record LogLine(
        String task,
        int mapIndex,
        int attempt,
        Level level,
        String message,
        @Nullable Throwable thrown,
        Instant at) {
    @Override
    public String toString() {
        return level + " " + message + (thrown == null ? "" : " (" + thrown + ")");
    }
}
